package io.yarnflink.api.windowing.windows;

/** A finite part of a stream; equal windows are the same one. */
public abstract class Window {
    /** The last timestamp that belongs to the window. */
    public abstract long maxTimestamp();
}

package io.yarnflink.taskmanager.task;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads what a task goes on from; a task's thread, may block. */
@FunctionalInterface
public interface StateReader {
    /** {@code restore} is the JobMaster's description of it. */
    SavedState read(ByteBuffer restore) throws IOException;
}

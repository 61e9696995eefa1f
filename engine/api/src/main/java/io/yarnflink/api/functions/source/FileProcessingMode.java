package io.yarnflink.api.functions.source;

/** How often {@code env.readFile} looks at its path. */
public enum FileProcessingMode {
    /** Reads the files that are there when the job starts, and ends. */
    PROCESS_ONCE,
    /** Looks again for ever, at an interval. */
    PROCESS_CONTINUOUSLY
}

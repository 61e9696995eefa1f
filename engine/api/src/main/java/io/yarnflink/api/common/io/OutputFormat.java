package io.yarnflink.api.common.io;

import io.yarnflink.api.configuration.Configuration;
import java.io.IOException;
import java.io.Serializable;

/** Writes records to an outside system; one instance a subtask. */
public interface OutputFormat<IT> extends Serializable {
    /** Called once before {@link #open}. */
    void configure(Configuration parameters);

    /** Override this or {@link #open(int, int)}. */
    default void open(InitializationContext context) throws IOException {
        open(context.getTaskNumber(), context.getNumTasks());
    }

    /** As release 1 has it. */
    default void open(int taskNumber, int numTasks) throws IOException {
        throw new IllegalStateException(
                getClass().getName() + " must override open(InitializationContext), and does not");
    }

    void writeRecord(IT record) throws IOException;

    void close() throws IOException;

    /** Which subtask opens the format. */
    interface InitializationContext {
        int getNumTasks();

        /** From 0. */
        int getTaskNumber();

        /** 0 the first time. */
        int getAttemptNumber();
    }
}

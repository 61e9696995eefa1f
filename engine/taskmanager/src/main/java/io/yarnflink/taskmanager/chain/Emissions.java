package io.yarnflink.taskmanager.chain;

import org.jspecify.annotations.Nullable;

/**
 * Remembers what failed behind an operator's outputs while its user code emitted: after that, whatever the user code does
 * or throws is no failure of its own, and if it caught the failure, the record must not be lost silently. Task thread only.
 */
public final class Emissions {
    private @Nullable Throwable failure;

    public void failed(Throwable cause) {
        failure = cause;
    }

    /** Does what reaches what follows. */
    public void run(Runnable emission) {
        try {
            emission.run();
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        }
    }

    /** Throws what failed, if something did. */
    public void check() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
    }
}

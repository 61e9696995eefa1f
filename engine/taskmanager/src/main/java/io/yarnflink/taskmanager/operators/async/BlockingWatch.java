package io.yarnflink.taskmanager.operators.async;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Notices functions that wait for their answers instead of starting requests; says so once. */
final class BlockingWatch {
    private static final long LONG_CALL = TimeUnit.MILLISECONDS.toNanos(100);
    /** The first long call may be the loading of classes, the second a pause of the JVM. */
    private static final int TOLERATED = 2;

    private final String operatorName;
    private int longCalls;

    BlockingWatch(String operatorName) {
        this.operatorName = operatorName;
    }

    /** What to warn of after a call that took so long. */
    Optional<String> took(long nanos) {
        if (nanos < LONG_CALL || longCalls > TOLERATED) {
            return Optional.empty();
        }
        longCalls++;
        return longCalls > TOLERATED ? Optional.of(warning(nanos)) : Optional.empty();
    }

    private String warning(long nanos) {
        return "Operator '" + operatorName + "': asyncInvoke blocked the task for "
                + TimeUnit.NANOSECONDS.toMillis(nanos)
                + " ms, and not for the first time. While it blocks, no other request is made and nothing is emitted: use"
                + " a client that answers through a callback, or hand the call to an executor of the function's own and"
                + " complete the ResultFuture there";
    }
}

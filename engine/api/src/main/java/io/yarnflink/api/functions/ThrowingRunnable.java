package io.yarnflink.api.functions;

import java.util.Objects;

/** Something to run that may throw {@code E}. */
@FunctionalInterface
public interface ThrowingRunnable<E extends Throwable> {
    void run() throws E;

    /** The same for those who can take no checked exception: it comes as the cause of an unchecked one. */
    static Runnable unchecked(ThrowingRunnable<?> throwingRunnable) {
        Objects.requireNonNull(throwingRunnable, "runnable is null");
        return () -> {
            try {
                throwingRunnable.run();
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e.toString(), e);
            }
        };
    }
}

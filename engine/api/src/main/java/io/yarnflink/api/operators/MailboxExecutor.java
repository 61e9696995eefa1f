package io.yarnflink.api.operators;

import io.yarnflink.api.functions.RunnableWithException;
import io.yarnflink.api.functions.ThrowingRunnable;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * Runs mails on the task's thread, between records; any thread may send them. What a mail throws fails the task. After the
 * task has ended every mail is refused with a {@link java.util.concurrent.RejectedExecutionException}.
 */
public interface MailboxExecutor {
    Object[] EMPTY_ARGS = new Object[0];

    default void execute(ThrowingRunnable<? extends Exception> command, String description) {
        execute(command, description, EMPTY_ARGS);
    }

    default void execute(MailOptions mailOptions, ThrowingRunnable<? extends Exception> command, String description) {
        execute(mailOptions, command, description, EMPTY_ARGS);
    }

    default void execute(
            ThrowingRunnable<? extends Exception> command, String descriptionFormat, Object... descriptionArgs) {
        execute(MailOptions.options(), command, descriptionFormat, descriptionArgs);
    }

    /** Sends a mail; its description, a format with arguments, is read when it fails. */
    void execute(
            MailOptions mailOptions,
            ThrowingRunnable<? extends Exception> command,
            String descriptionFormat,
            Object... descriptionArgs);

    default Future<Void> submit(RunnableWithException command, String description) {
        return submit(command, description, EMPTY_ARGS);
    }

    /** Sends a mail whose end, and what it throws, is told by the future alone. */
    default Future<Void> submit(RunnableWithException command, String descriptionFormat, Object... descriptionArgs) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            command.run();
            return null;
        });
        execute(task::run, descriptionFormat, descriptionArgs);
        return task;
    }

    default <T> Future<T> submit(Callable<T> command, String description) {
        return submit(command, description, EMPTY_ARGS);
    }

    default <T> Future<T> submit(Callable<T> command, String descriptionFormat, Object... descriptionArgs) {
        FutureTask<T> task = new FutureTask<>(command);
        execute(task::run, descriptionFormat, descriptionArgs);
        return task;
    }

    /** Runs the next mail and waits for one if there is none; the task's thread only. */
    @SuppressWarnings("NamedLikeContextualKeyword") // The name that users know.
    void yield() throws InterruptedException;

    /** Runs the next mail, if there is one; the task's thread only. */
    boolean tryYield();

    /** Whether a mail waits, for which long work had better make way. */
    boolean shouldInterrupt();

    /** When a mail is run, beside others. */
    interface MailOptions {
        boolean isDeferrable();

        boolean isUrgent();

        /** In the order of mails. */
        static MailOptions options() {
            return MailOrder.NORMAL;
        }

        /** Only between records, and after the others: who waits in {@link #yield} does not run it. */
        static MailOptions deferrable() {
            return MailOrder.DEFERRABLE;
        }

        /** Before the others. */
        static MailOptions urgent() {
            return MailOrder.URGENT;
        }
    }
}

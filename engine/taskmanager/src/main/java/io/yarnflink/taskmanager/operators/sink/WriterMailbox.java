package io.yarnflink.taskmanager.operators.sink;

import io.yarnflink.api.functions.ThrowingRunnable;
import io.yarnflink.api.operators.MailboxExecutor;
import io.yarnflink.taskmanager.chain.TaskEnvironment;
import io.yarnflink.taskmanager.exchange.Outlet;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Mails to a sink's writer: sent by any thread, run by the task's, between records or while the writer waits for them. */
final class WriterMailbox implements MailboxExecutor, Outlet {
    private final TaskEnvironment environment;
    private final ProcessingTimers timers;
    private final Queue<Mail> urgent = new ConcurrentLinkedQueue<>();
    private final Queue<Mail> normal = new ConcurrentLinkedQueue<>();
    private final Queue<Mail> deferrable = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /** What is to be run, and how to call it when it fails. */
    private record Mail(ThrowingRunnable<? extends Exception> command, Supplier<String> description) {
        void run() {
            try {
                command.run();
            } catch (Exception e) {
                throw new IllegalStateException("mail '" + description.get() + "' failed: " + e, e);
            }
        }
    }

    WriterMailbox(TaskEnvironment environment, ProcessingTimers timers) {
        this.environment = environment;
        this.timers = timers;
    }

    @Override
    public void execute(
            MailOptions mailOptions,
            ThrowingRunnable<? extends Exception> command,
            String descriptionFormat,
            Object... descriptionArgs) {
        if (closed) {
            throw new RejectedExecutionException(
                    environment.taskInfo().getTaskNameWithSubtasks() + " has ended and runs no more mails");
        }
        Queue<Mail> mails = mailOptions.isUrgent() ? urgent : mailOptions.isDeferrable() ? deferrable : normal;
        mails.add(new Mail(
                Objects.requireNonNull(command, "mail is null"),
                () -> String.format(descriptionFormat, descriptionArgs)));
        environment.turns().wake();
    }

    /** Timers count as mails: a writer that waits for space may have left it to one of them to make some. */
    @Override
    @SuppressWarnings("NamedLikeContextualKeyword") // The name that users know.
    public void yield() throws InterruptedException {
        environment.turns().awaitSpace(this);
        if (!tryYield()) {
            ThrowingRunnable.unchecked(() -> timers.advance(timers.getCurrentProcessingTime()))
                    .run();
        }
    }

    @Override
    public boolean tryYield() {
        Mail mail = next();
        if (mail == null) {
            return false;
        }
        mail.run();
        return true;
    }

    private @Nullable Mail next() {
        Mail mail = urgent.poll();
        return mail != null ? mail : normal.poll();
    }

    @Override
    public boolean shouldInterrupt() {
        return !urgent.isEmpty() || !normal.isEmpty();
    }

    /** Runs the mails that are there now; those that they send have woken the task for its next turn. */
    void runAll() {
        int deferred = deferrable.size();
        for (int left = urgent.size() + normal.size(); left > 0 && tryYield(); left--) {}
        for (; deferred > 0; deferred--) {
            Mail mail = deferrable.poll();
            if (mail != null) {
                mail.run();
            }
        }
    }

    void close() {
        closed = true;
    }

    /** True when there is something to run. */
    @Override
    public boolean drain() {
        return shouldInterrupt() || timers.next() <= timers.getCurrentProcessingTime();
    }

    @Override
    public long waitNanos() {
        long next = timers.next();
        return next == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : TimeUnit.MILLISECONDS.toNanos(Math.max(0, next - timers.getCurrentProcessingTime()));
    }
}

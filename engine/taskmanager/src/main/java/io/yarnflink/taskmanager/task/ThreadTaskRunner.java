package io.yarnflink.taskmanager.task;

import io.yarnflink.taskmanager.chain.Companion;
import io.yarnflink.taskmanager.exchange.Outlet;
import io.yarnflink.taskmanager.exchange.TaskCanceledException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** One daemon thread per task, which parks while the task has nothing to do. */
public final class ThreadTaskRunner implements TaskRunner {

    @Override
    public Lane lane(String taskName, ClassLoader userCode) {
        return new ThreadLane(taskName, userCode);
    }

    /** A task's thread and the signal that keeps a wake-up from being missed. */
    private static final class ThreadLane implements Lane {
        /** A consumer that is a little faster than its producer would park and be unparked for each batch. */
        private static final int SPINS = 50;

        private static final int RUNNING = 0;
        private static final int SIGNALLED = 1;
        private static final int PARKED = 2;

        private final String taskName;
        private final ClassLoader userCode;
        private final AtomicInteger state = new AtomicInteger(RUNNING);
        private volatile boolean canceled;
        private volatile Thread thread = Thread.currentThread();
        private volatile boolean started;
        private final Object interrupting = new Object();
        private boolean cleansUp;

        ThreadLane(String taskName, ClassLoader userCode) {
            this.taskName = taskName;
            this.userCode = userCode;
        }

        @Override
        public void start(Steps task) {
            Thread created = new Thread(() -> run(task), taskName);
            created.setDaemon(true);
            created.setContextClassLoader(userCode);
            thread = created;
            started = true;
            created.start();
        }

        private void run(Steps task) {
            while (true) {
                // Before the step: what comes during it is either seen by it or signals anew.
                state.set(RUNNING);
                Progress progress = task.step();
                if (progress == Progress.DONE) {
                    return;
                }
                if (progress == Progress.IDLE) {
                    await(task.idleNanos());
                }
            }
        }

        @Override
        public void wake() {
            if (state.get() != SIGNALLED && state.getAndSet(SIGNALLED) == PARKED) {
                LockSupport.unpark(thread);
            }
        }

        @Override
        public void awaitSpace(Outlet outlet) {
            while (true) {
                state.set(RUNNING);
                if (outlet.drain()) {
                    // A signal used up here may have announced input, and the step may have looked for some before.
                    state.set(SIGNALLED);
                    return;
                }
                if (canceled) {
                    throw new TaskCanceledException(taskName);
                }
                await(outlet.waitNanos());
            }
        }

        @Override
        public Companion companion(String purpose, Runnable work) {
            return CompanionThread.start(taskName + " " + purpose, userCode, work);
        }

        private void await(long nanos) {
            for (int i = 0; i < SPINS; i++) {
                if (state.get() == SIGNALLED) {
                    return;
                }
                Thread.onSpinWait();
            }
            if (state.compareAndSet(RUNNING, PARKED)) {
                LockSupport.parkNanos(this, nanos);
                if (!canceled) {
                    // An interrupt that a function left behind would make every later park return at once.
                    Thread.interrupted();
                }
            }
        }

        @Override
        public void cancel() {
            canceled = true;
            wake();
            synchronized (interrupting) {
                if (started && !cleansUp) {
                    thread.interrupt();
                }
            }
        }

        @Override
        public List<StackTraceElement> stack() {
            return List.of(thread.getStackTrace());
        }

        @Override
        public void beginCleanUp() {
            synchronized (interrupting) {
                cleansUp = true;
                Thread.interrupted();
            }
        }

        @Override
        public boolean isCanceled() {
            return canceled;
        }
    }
}

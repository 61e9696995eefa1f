package io.yarnflink.testkit.simulation;

import io.yarnflink.taskmanager.chain.Companion;
import io.yarnflink.taskmanager.exchange.Outlet;
import io.yarnflink.taskmanager.task.Progress;
import io.yarnflink.taskmanager.task.Steps;
import io.yarnflink.taskmanager.task.TaskRunner;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Steps the tasks of one process as events; a step takes some virtual time. */
public final class SimulatedTaskRunner implements TaskRunner {
    private static final long LONGEST_STEP_NANOS = 1_000_000;

    private final SimulatedProcess process;
    private final SplittableRandom random;

    public SimulatedTaskRunner(SimulatedProcess process, Simulation simulation) {
        this.process = process;
        this.random = simulation.random("tasks of " + process.name());
    }

    @Override
    public Lane lane(String taskName, ClassLoader userCode) {
        return new SimulatedLane(taskName, userCode);
    }

    /** The turns of one task. */
    private final class SimulatedLane implements Lane {
        private final String taskName;
        private final ClassLoader userCode;
        private @Nullable Steps task;
        private Simulation.@Nullable Cancellable alarm;
        private boolean canceled;
        private boolean underWay;
        private boolean signalled;

        SimulatedLane(String taskName, ClassLoader userCode) {
            this.taskName = taskName;
            this.userCode = userCode;
        }

        @Override
        public void start(Steps steps) {
            task = steps;
            wake();
        }

        @Override
        public void wake() {
            signalled = true;
            if (task != null && !underWay) {
                underWay = true;
                if (alarm != null) {
                    alarm.cancel();
                }
                stepSoon();
            }
        }

        private void stepSoon() {
            process.after(Duration.ofNanos(1 + random.nextLong(LONGEST_STEP_NANOS)), taskName, this::step);
        }

        private void step() {
            Steps steps = task;
            if (steps == null) {
                return;
            }
            signalled = false;
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(userCode);
            Progress progress;
            try {
                progress = steps.step();
            } finally {
                thread.setContextClassLoader(before);
            }
            switch (progress) {
                case DONE -> task = null;
                case WORKED -> stepSoon();
                case IDLE -> idle(steps);
            }
        }

        private void idle(Steps steps) {
            if (signalled) {
                stepSoon();
                return;
            }
            underWay = false;
            long nanos = steps.idleNanos();
            if (nanos != Long.MAX_VALUE) {
                alarm = process.after(Duration.ofNanos(Math.max(1, nanos)), taskName + " alarm", this::wake);
            }
        }

        /** The outlet keeps what has no space, and the task drains it before it does anything else. */
        @Override
        public void awaitSpace(Outlet outlet) {
            signalled = signalled || canceled;
        }

        @Override
        public Companion companion(String purpose, Runnable work) {
            throw new IllegalStateException(
                    taskName + " needs a thread for its " + purpose + ", and a simulation has one thread only");
        }

        @Override
        public void cancel() {
            canceled = true;
            wake();
        }

        @Override
        public List<StackTraceElement> stack() {
            return List.of();
        }

        @Override
        public void beginCleanUp() {
            // Nothing interrupts the one thread of a simulation.
        }

        @Override
        public boolean isCanceled() {
            return canceled;
        }
    }
}

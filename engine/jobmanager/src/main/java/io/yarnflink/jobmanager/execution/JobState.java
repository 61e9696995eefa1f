package io.yarnflink.jobmanager.execution;

import io.yarnflink.api.common.JobStatus;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The states of a job in its JobMaster; terminal ones are never left. */
public sealed interface JobState {
    /** The state as users see it. */
    JobStatus status();

    /** Why the job fails or failed. */
    default Optional<JobFailure> failure() {
        return Optional.empty();
    }

    default boolean isTerminal() {
        return status().isGloballyTerminalState();
    }

    /** Whether the job is on its way to run, or runs. */
    default boolean isLive() {
        return this instanceof WaitingForSlots
                || this instanceof Deploying
                || this instanceof Running
                || this instanceof Restarting;
    }

    /** Whether its tasks run, or may have to run again. */
    default boolean needsSlots() {
        return isLive() || this instanceof Committing;
    }

    /** Returns {@code next} if it may follow this state, and fails otherwise. */
    default JobState to(JobState next) {
        Set<Class<? extends JobState>> allowed = Transitions.NEXT.getOrDefault(getClass(), Set.of());
        if (!allowed.contains(next.getClass())) {
            throw new IllegalStateException("A job cannot go from " + getClass().getSimpleName() + " to "
                    + next.getClass().getSimpleName());
        }
        return next;
    }

    /** The ResourceManager was asked for slots. */
    record WaitingForSlots() implements JobState {
        @Override
        public JobStatus status() {
            return JobStatus.CREATED;
        }
    }

    /** All slots are there, not all subtasks run yet; {@code restarts} is how often the job restarted before. */
    record Deploying(int restarts) implements JobState {
        @Override
        public JobStatus status() {
            return restarts == 0 ? JobStatus.CREATED : JobStatus.RESTARTING;
        }
    }

    /** Every subtask runs or has finished. */
    record Running() implements JobState {
        @Override
        public JobStatus status() {
            return JobStatus.RUNNING;
        }
    }

    /** Every subtask finished, and what sinks prepared is being committed: whoever cancels now comes too late. */
    record Committing() implements JobState {
        @Override
        public JobStatus status() {
            return JobStatus.RUNNING;
        }
    }

    /** Something failed, and what depends on it is being cancelled, to begin again; {@code restarts} includes this one. */
    record Restarting(int restarts, JobFailure cause) implements JobState {
        @Override
        public JobStatus status() {
            return JobStatus.RESTARTING;
        }

        @Override
        public Optional<JobFailure> failure() {
            return Optional.of(cause);
        }
    }

    /** Something failed for good, and what still runs is being cancelled. */
    record Failing(JobFailure cause) implements JobState {
        @Override
        public JobStatus status() {
            return JobStatus.FAILING;
        }

        @Override
        public Optional<JobFailure> failure() {
            return Optional.of(cause);
        }
    }

    /** A user asked for the end, and what still runs is being cancelled. */
    record Cancelling() implements JobState {
        @Override
        public JobStatus status() {
            return JobStatus.CANCELLING;
        }
    }

    /** All that the job was to do is done and committed. */
    record Finished() implements JobState {
        @Override
        public JobStatus status() {
            return JobStatus.FINISHED;
        }
    }

    /** Nothing runs any more, as a user asked. */
    record Canceled() implements JobState {
        @Override
        public JobStatus status() {
            return JobStatus.CANCELED;
        }
    }

    /** Nothing runs any more, because of {@code cause}. */
    record Failed(JobFailure cause) implements JobState {
        @Override
        public JobStatus status() {
            return JobStatus.FAILED;
        }

        @Override
        public Optional<JobFailure> failure() {
            return Optional.of(cause);
        }
    }

    /** Which state may follow which. */
    final class Transitions {
        // Failing and Restarting may follow themselves: the cause replaces a symptom of it that was heard of first.
        private static final Map<Class<? extends JobState>, Set<Class<? extends JobState>>> NEXT = Map.of(
                WaitingForSlots.class,
                        Set.of(Finished.class, Deploying.class, Restarting.class, Failing.class, Cancelling.class),
                Deploying.class, Set.of(Running.class, Restarting.class, Failing.class, Cancelling.class),
                Running.class,
                        Set.of(Committing.class, Finished.class, Restarting.class, Failing.class, Cancelling.class),
                Restarting.class,
                        Set.of(Finished.class, Restarting.class, Deploying.class, Failing.class, Cancelling.class),
                Committing.class, Set.of(Finished.class, Restarting.class, Failing.class),
                Failing.class, Set.of(Finished.class, Failing.class, Failed.class),
                Cancelling.class, Set.of(Canceled.class));

        private Transitions() {}
    }
}

package io.yarnflink.jobmanager.checkpoints;

import io.yarnflink.api.time.Clock;
import io.yarnflink.transport.endpoint.MainThread;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When the next checkpoint of a job is to begin. The JobMaster's main thread only. */
final class CheckpointSchedule {
    /** How soon after a failure those are tried again which tasks wait for that have done their work. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final CheckpointSettings.Pace pace;
    private final Clock clock;
    private final MainThread mainThread;
    private final Runnable look;
    private boolean backlog;
    private long dueNanos;
    private long mayBeginNanos;
    private MainThread.@Nullable Timer timer;

    /** {@code look}: it may be time. */
    CheckpointSchedule(CheckpointSettings.Pace pace, Clock clock, MainThread mainThread, Runnable look) {
        this.pace = pace;
        this.clock = clock;
        this.mainThread = mainThread;
        this.look = look;
    }

    /** Whether checkpoints are taken by themselves now. */
    boolean isPeriodic() {
        return !pace.interval(backlog).isZero();
    }

    /** The next one is due an interval from now. */
    void begin() {
        dueNanos = clock.nanos() + pace.interval(backlog && isPeriodic()).toNanos();
    }

    void backlogChanged(boolean processing) {
        backlog = processing;
        begin();
    }

    /** Tasks wait for it; {@code all}: nothing else is left to be done. */
    void awaited(boolean all) {
        dueNanos = Math.min(dueNanos, clock.nanos());
        if (all) {
            mayBeginNanos = Math.min(mayBeginNanos, clock.nanos());
        }
    }

    /** Tasks wait for it, and the last one failed. */
    void awaitedAfterFailure() {
        Duration again = pace.interval().compareTo(SOON) < 0 ? pace.interval() : SOON;
        dueNanos = Math.min(dueNanos, clock.nanos() + again.toNanos());
    }

    /** One is over, and leaves the tasks in peace for a while. */
    void over() {
        mayBeginNanos = clock.nanos() + pace.minPause().toNanos();
    }

    /** Whether it is time; else looks again when it is. */
    boolean isDue() {
        long wait = Math.max(dueNanos, mayBeginNanos) - clock.nanos();
        if (wait > 0) {
            timer = mainThread.schedule(Duration.ofNanos(wait), look);
        }
        return wait <= 0;
    }

    void cancel() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}

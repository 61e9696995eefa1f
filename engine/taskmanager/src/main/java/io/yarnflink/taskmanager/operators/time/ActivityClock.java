package io.yarnflink.taskmanager.operators.time;

import io.yarnflink.api.time.Clock;
import io.yarnflink.api.time.RelativeClock;
import io.yarnflink.taskmanager.chain.TaskEnvironment;
import java.util.concurrent.TimeUnit;

/** Runs while records can come in: neither while the task waits for space nor while it is paused. Task thread only. */
final class ActivityClock implements RelativeClock {
    private final Clock clock;
    private final TaskEnvironment.TaskTurns turns;
    private long pausedNanos;
    private long pausedAt;
    private boolean paused;

    ActivityClock(TaskEnvironment environment) {
        clock = environment.process().clock();
        turns = environment.turns();
    }

    void pause(boolean pause) {
        if (pause != paused) {
            long now = unblockedNanos();
            if (pause) {
                pausedAt = now;
            } else {
                pausedNanos += now - pausedAt;
            }
            paused = pause;
        }
    }

    @Override
    public long relativeTimeMillis() {
        return TimeUnit.NANOSECONDS.toMillis(relativeTimeNanos());
    }

    @Override
    public long relativeTimeNanos() {
        return (paused ? pausedAt : unblockedNanos()) - pausedNanos;
    }

    private long unblockedNanos() {
        return clock.nanos() - turns.blockedNanos();
    }
}

package io.yarnflink.taskmanager.task;

import io.yarnflink.api.time.Clock;
import io.yarnflink.taskmanager.chain.Companion;
import io.yarnflink.taskmanager.chain.TaskEnvironment;
import io.yarnflink.taskmanager.exchange.Outlet;

/** A task's turns, and for how long they were of no use because what it emitted had no space. Task thread only. */
final class MeasuredTurns implements TaskEnvironment.TaskTurns {
    private final TaskRunner.Lane lane;
    private final Clock clock;
    private long blockedNanos;
    private long blockedSince;
    private boolean blocked;

    MeasuredTurns(TaskRunner.Lane lane, Clock clock) {
        this.lane = lane;
        this.clock = clock;
    }

    /** The task has a turn: it can make use of it, or waits for space. */
    void turn(boolean hasSpace) {
        if (hasSpace && blocked) {
            blocked = false;
            blockedNanos += clock.nanos() - blockedSince;
        } else if (!hasSpace && !blocked) {
            blocked = true;
            blockedSince = clock.nanos();
        }
    }

    @Override
    public void awaitSpace(Outlet outlet) {
        long since = clock.nanos();
        lane.awaitSpace(outlet);
        blockedNanos += clock.nanos() - since;
    }

    @Override
    public long blockedNanos() {
        return blockedNanos;
    }

    @Override
    public void wake() {
        lane.wake();
    }

    @Override
    public Companion companion(String purpose, Runnable work) {
        return lane.companion(purpose, work);
    }
}

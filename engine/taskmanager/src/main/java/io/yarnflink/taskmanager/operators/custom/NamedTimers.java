package io.yarnflink.taskmanager.operators.custom;

import io.yarnflink.api.functions.TimeDomain;
import io.yarnflink.api.operators.InternalTimer;
import io.yarnflink.api.operators.InternalTimerService;
import io.yarnflink.api.operators.Triggerable;
import io.yarnflink.state.Timer;
import io.yarnflink.taskmanager.chain.Timers;

/** The timers of one name as a program's own operator sees them; task thread only. */
final class NamedTimers<K, N> implements InternalTimerService<N> {
    private final Timers<K, N> timers;
    private final Triggerable<K, N> target;

    NamedTimers(Timers<K, N> timers, Triggerable<K, N> target) {
        this.timers = timers;
        this.target = target;
    }

    void advanceWatermark(long timestamp) throws Exception {
        timers.advanceWatermark(timestamp, this::fire);
    }

    void advanceProcessingTime(long now) throws Exception {
        timers.advanceProcessingTime(now, this::fire);
    }

    private void fire(Timer<K, N> timer, TimeDomain domain) throws Exception {
        Fired<K, N> fired = new Fired<>(timer.timestamp(), timer.key(), timer.namespace());
        if (domain == TimeDomain.EVENT_TIME) {
            target.onEventTime(fired);
        } else {
            target.onProcessingTime(fired);
        }
    }

    private record Fired<K, N>(long getTimestamp, K getKey, N getNamespace) implements InternalTimer<K, N> {}

    long nextProcessingTime() {
        return timers.nextProcessingTime();
    }

    @Override
    public long currentProcessingTime() {
        return timers.currentProcessingTime();
    }

    @Override
    public long currentWatermark() {
        return timers.currentWatermark();
    }

    @Override
    public void registerProcessingTimeTimer(N namespace, long time) {
        timers.registerProcessingTime(namespace, time);
    }

    @Override
    public void deleteProcessingTimeTimer(N namespace, long time) {
        timers.deleteProcessingTime(namespace, time);
    }

    @Override
    public void registerEventTimeTimer(N namespace, long time) {
        timers.registerEventTime(namespace, time);
    }

    @Override
    public void deleteEventTimeTimer(N namespace, long time) {
        timers.deleteEventTime(namespace, time);
    }
}

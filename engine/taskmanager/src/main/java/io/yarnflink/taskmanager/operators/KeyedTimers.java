package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.functions.TimerService;
import io.yarnflink.api.time.Clock;
import io.yarnflink.state.KeyGroupRange;
import io.yarnflink.state.KeyedState;
import io.yarnflink.state.NoNamespace;
import io.yarnflink.state.Timer;
import io.yarnflink.state.TimerQueue;
import org.jspecify.annotations.Nullable;

/** The timers of an operator's keys in both time domains; task thread only. */
final class KeyedTimers<K> implements TimerService {
    private final KeyedState<K> state;
    private final Clock clock;
    private final TimerQueue<K, NoNamespace> eventTime;
    private final TimerQueue<K, NoNamespace> processingTime;
    private long watermark = Long.MIN_VALUE;

    KeyedTimers(KeyedState<K> state, KeyGroupRange keyGroups, int maxParallelism, Clock clock) {
        this.state = state;
        this.clock = clock;
        eventTime = new TimerQueue<>(keyGroups, maxParallelism);
        processingTime = new TimerQueue<>(keyGroups, maxParallelism);
    }

    /** From now on this is the watermark, also for timers that fire because of it. */
    void advanceWatermark(long timestamp) {
        watermark = timestamp;
    }

    /** Takes out the next event-time timer that the watermark has reached and makes its key the current one. */
    @Nullable
    Timer<K, NoNamespace> nextReached() {
        return select(eventTime.pollUntil(watermark));
    }

    /** Takes out the next processing-time timer due at {@code now} and makes its key the current one. */
    @Nullable
    Timer<K, NoNamespace> nextDue(long now) {
        return select(processingTime.pollUntil(now));
    }

    /** When the next processing-time timer is due; {@code Long.MAX_VALUE} when there is none. */
    long nextProcessingTime() {
        return processingTime.nextTimestamp();
    }

    private @Nullable Timer<K, NoNamespace> select(@Nullable Timer<K, NoNamespace> timer) {
        if (timer != null) {
            state.setCurrentKey(timer.key(), timer.hash());
        }
        return timer;
    }

    @Override
    public long currentProcessingTime() {
        return clock.wallMillis();
    }

    @Override
    public long currentWatermark() {
        return watermark;
    }

    @Override
    public void registerProcessingTimeTimer(long time) {
        register(processingTime, time);
    }

    @Override
    public void registerEventTimeTimer(long time) {
        register(eventTime, time);
    }

    private void register(TimerQueue<K, NoNamespace> queue, long time) {
        if (!queue.contains(state.currentKey(), state.currentHash(), NoNamespace.INSTANCE, time)) {
            queue.add(state.ownedCurrentKey(), state.currentHash(), NoNamespace.INSTANCE, time);
        }
    }

    @Override
    public void deleteProcessingTimeTimer(long time) {
        processingTime.remove(state.currentKey(), state.currentHash(), NoNamespace.INSTANCE, time);
    }

    @Override
    public void deleteEventTimeTimer(long time) {
        eventTime.remove(state.currentKey(), state.currentHash(), NoNamespace.INSTANCE, time);
    }
}

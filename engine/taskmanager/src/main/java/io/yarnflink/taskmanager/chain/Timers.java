package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.functions.TimeDomain;
import io.yarnflink.api.time.Clock;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.state.KeyedState;
import io.yarnflink.state.Timer;
import io.yarnflink.state.TimerQueue;

/**
 * An operator's timers in both time domains, of its keys and namespaces. In a batch job all of them fire at the final
 * watermark, and what they set then is past the end of time. Task thread only.
 */
public final class Timers<K, N> {
    private final KeyedState<K> state;
    private final Clock clock;
    private final boolean batch;
    private final TimerQueue<K, N> eventTime;
    private final TimerQueue<K, N> processingTime;
    private long watermark = Long.MIN_VALUE;

    Timers(KeyedState<K> state, String name, TypeSerializer<N> namespaceSerializer, Clock clock, boolean batch) {
        this.batch = batch;
        this.state = state;
        this.clock = clock;
        eventTime = state.timers(name + ".event", namespaceSerializer);
        processingTime = state.timers(name + ".processing", namespaceSerializer);
    }

    public long currentProcessingTime() {
        return clock.wallMillis();
    }

    public long currentWatermark() {
        return watermark;
    }

    /** Hears of each timer that fires, whose key is the current one then. */
    @FunctionalInterface
    public interface Listener<K, N, E extends Exception> {
        void fired(Timer<K, N> timer, TimeDomain domain) throws E;
    }

    /** Fires what the watermark has reached; timers that firing timers set fire too, when it has reached them. */
    public <E extends Exception> void advanceWatermark(long timestamp, Listener<K, N, E> listener) throws E {
        watermark = timestamp;
        fire(eventTime, timestamp, TimeDomain.EVENT_TIME, listener);
        if (isPastEnd()) {
            fire(processingTime, timestamp, TimeDomain.PROCESSING_TIME, listener);
        }
    }

    /** Fires what is due at {@code now}. */
    public <E extends Exception> void advanceProcessingTime(long now, Listener<K, N, E> listener) throws E {
        if (!batch) {
            fire(processingTime, now, TimeDomain.PROCESSING_TIME, listener);
        }
    }

    private <E extends Exception> void fire(
            TimerQueue<K, N> queue, long time, TimeDomain domain, Listener<K, N, E> listener) throws E {
        Timer<K, N> timer = queue.pollUntil(time);
        while (timer != null) {
            state.setCurrentKey(timer.key(), timer.hash());
            listener.fired(timer, domain);
            timer = queue.pollUntil(time);
        }
    }

    /** When the next processing-time timer is due; {@code Long.MAX_VALUE} when there is none. */
    public long nextProcessingTime() {
        return batch ? Long.MAX_VALUE : processingTime.nextTimestamp();
    }

    public int eventTimeTimers() {
        return eventTime.size();
    }

    public int processingTimeTimers() {
        return processingTime.size();
    }

    public void registerEventTime(N namespace, long time) {
        register(eventTime, namespace, time);
    }

    public void registerProcessingTime(N namespace, long time) {
        register(processingTime, namespace, time);
    }

    private boolean isPastEnd() {
        return batch && watermark == Long.MAX_VALUE;
    }

    private void register(TimerQueue<K, N> queue, N namespace, long time) {
        if (!isPastEnd()) {
            queue.add(state.currentKey(), state.currentHash(), namespace, time);
        }
    }

    public void deleteEventTime(N namespace, long time) {
        eventTime.remove(state.currentKey(), state.currentHash(), namespace, time);
    }

    public void deleteProcessingTime(N namespace, long time) {
        processingTime.remove(state.currentKey(), state.currentHash(), namespace, time);
    }
}

package io.yarnflink.taskmanager.channels;

import io.yarnflink.taskmanager.exchange.Element;
import io.yarnflink.taskmanager.exchange.Wakeup;
import org.jspecify.annotations.Nullable;

/**
 * A subpartition whose producer and consumer run in one process: batches go over by reference through a bounded ring.
 * Either side may attach first; what was produced stays until the consumer comes.
 */
final class LocalChannel {
    private static final Wakeup NOBODY = () -> {};

    private final SpscRing<Element> ring;
    private volatile Wakeup producer = NOBODY;
    private volatile Wakeup consumer = NOBODY;
    private volatile boolean producerWaits;

    LocalChannel(int slots) {
        ring = new SpscRing<>(slots);
    }

    void attachProducer(Wakeup wakeup) {
        producer = wakeup;
    }

    void attachConsumer(Wakeup wakeup) {
        consumer = wakeup;
    }

    /** Producer only; false when there is no space, and then the producer is woken when there is. */
    boolean offer(Element element) {
        if (!ring.offer(element)) {
            producerWaits = true;
            // Looks again, because the consumer may have made space before it could see that the producer waits.
            if (!ring.offer(element)) {
                return false;
            }
            producerWaits = false;
        }
        consumer.wake();
        return true;
    }

    /** Consumer only. */
    @Nullable
    Element poll() {
        Element element = ring.poll();
        if (element != null && producerWaits) {
            producerWaits = false;
            producer.wake();
        }
        return element;
    }

    boolean isEmpty() {
        return ring.size() == 0;
    }
}

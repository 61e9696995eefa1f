package io.yarnflink.taskmanager.channels;

import io.yarnflink.taskmanager.exchange.Element;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import io.yarnflink.taskmanager.exchange.Wakeup;
import org.jspecify.annotations.Nullable;

/**
 * A subpartition whose producer and consumer run in one process: batches go over by reference through a bounded ring.
 * Either side may attach first; what was produced stays until the consumer comes.
 */
final class LocalChannel {
    private static final Wakeup NOBODY = () -> {};

    private final SpscRing<Element> ring;
    private final long capacityBytes;
    private volatile Wakeup producer = NOBODY;
    private volatile Wakeup consumer = NOBODY;
    private volatile boolean producerWaits;
    private long offeredBytes;
    private long takenBytes;
    private volatile long publishedTakenBytes;

    /** Holds elements up to {@code slots}; and batches up to {@code capacityBytes}, the last of which may go beyond. */
    LocalChannel(int slots, long capacityBytes) {
        ring = new SpscRing<>(slots);
        this.capacityBytes = capacityBytes;
    }

    void attachProducer(Wakeup wakeup) {
        producer = wakeup;
    }

    void attachConsumer(Wakeup wakeup) {
        consumer = wakeup;
    }

    /** Producer only; false when there is no space, and then the producer is woken when there is. */
    boolean offer(Element element) {
        if (!offerNow(element)) {
            producerWaits = true;
            // Looks again, because the consumer may have made space before it could see that the producer waits.
            if (!offerNow(element)) {
                return false;
            }
            producerWaits = false;
        }
        consumer.wake();
        return true;
    }

    private boolean offerNow(Element element) {
        if (offeredBytes - publishedTakenBytes >= capacityBytes || !ring.offer(element)) {
            return false;
        }
        offeredBytes += bytes(element);
        return true;
    }

    /** Consumer only. */
    @Nullable
    Element poll() {
        Element element = ring.poll();
        if (element == null) {
            return null;
        }
        takenBytes += bytes(element);
        // A full fence before the look at who waits, as in the ring.
        publishedTakenBytes = takenBytes;
        if (producerWaits) {
            producerWaits = false;
            producer.wake();
        }
        return element;
    }

    private static long bytes(Element element) {
        return element instanceof RecordBatch batch ? batch.estimatedBytes() : 0;
    }

    boolean isEmpty() {
        return ring.size() == 0;
    }
}

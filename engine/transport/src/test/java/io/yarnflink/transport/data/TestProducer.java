package io.yarnflink.transport.data;

import io.yarnflink.transport.net.Loopback;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends numbered frames when the test says so. */
final class TestProducer implements DataNetwork.Producer {
    final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private final DataNetwork.Buffers buffers;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile DataNetwork.@Nullable OutgoingChannel channel;

    TestProducer(DataNetwork network) {
        buffers = network.buffers();
    }

    @Override
    public void attached(DataNetwork.OutgoingChannel attached) {
        channel = attached;
        wakeUps.release();
    }

    @Override
    public void creditGranted() {
        wakeUps.release();
    }

    @Override
    public void consumerLost(String cause) {
        lost.add(cause);
        wakeUps.release();
    }

    boolean isAttached() {
        return channel != null;
    }

    DataNetwork.OutgoingChannel channel() {
        Loopback.await("a consumer attaches", this::isAttached);
        return Objects.requireNonNull(channel);
    }

    /** Sends a frame of {@code length} bytes that begins with {@code number}, whether there is credit or not. */
    void send(int number, int length) {
        DataNetwork.OutgoingChannel to = channel();
        DataBuffer frame = buffers.next(length);
        ByteBuffer.wrap(frame.array(), frame.offset(), length).putInt(number);
        frame.setLength(length);
        try {
            to.send(frame);
        } catch (IllegalStateException e) {
            frame.release();
            throw e;
        }
    }

    /** Sends as soon as there is credit; false when the consumer is lost. */
    boolean sendWhenAllowed(int number, int length) throws InterruptedException {
        while (channel().credit() == 0) {
            if (!lost.isEmpty()) {
                return false;
            }
            if (!wakeUps.tryAcquire(10, TimeUnit.SECONDS)) {
                throw new AssertionError("No credit came for frame " + number);
            }
        }
        send(number, length);
        return true;
    }

    String awaitLoss() {
        Loopback.await("the consumer is lost", () -> !lost.isEmpty());
        return lost.remove();
    }
}

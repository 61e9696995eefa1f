package io.yarnflink.transport.data;

import io.yarnflink.transport.net.Loopback;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps the frames it receives until the test takes them. */
final class TestConsumer implements DataNetwork.Consumer {
    final LinkedBlockingQueue<DataBuffer> frames = new LinkedBlockingQueue<>();
    final Queue<String> lost = new ConcurrentLinkedQueue<>();

    @Override
    public void received(DataBuffer frame) {
        frames.add(frame);
    }

    @Override
    public void producerLost(String cause) {
        lost.add(cause);
    }

    /** The number in the next frame, which is released. */
    int takeNumber() throws InterruptedException {
        DataBuffer frame = frames.poll(10, TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("No frame came; lost: " + lost);
        }
        int number =
                ByteBuffer.wrap(frame.array(), frame.offset(), frame.length()).getInt();
        frame.release();
        return number;
    }

    String awaitLoss() {
        Loopback.await("the producer is lost", () -> !lost.isEmpty());
        return lost.remove();
    }

    void releaseAll() {
        for (@Nullable DataBuffer frame = frames.poll(); frame != null; frame = frames.poll()) {
            frame.release();
        }
    }
}

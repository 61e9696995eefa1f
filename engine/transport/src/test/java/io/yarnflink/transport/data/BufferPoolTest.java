package io.yarnflink.transport.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.time.SystemClock;
import io.yarnflink.transport.net.LeakRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BufferPoolTest {
    private static final int FRAME = BufferPool.FRAME_BYTES;

    private final List<DataBuffer> held = new ArrayList<>();

    @AfterEach
    void nothingIsLost() {
        held.forEach(DataBuffer::release);
        held.clear();
        LeakRecorder.assertNoLeaks();
    }

    @Test
    void aSmallRequestGetsAStandardFrame() {
        BufferPool pool = pool(4, Duration.ofMinutes(1));
        DataBuffer frame = hold(pool.toSend(10));
        assertThat(frame.capacity()).isEqualTo(FRAME);
        assertThat(frame.length()).isZero();
        assertThat(pool.bytesInUse()).isEqualTo(FRAME);
        frame.array()[frame.offset() + FRAME - 1] = 1;
        frame.setLength(FRAME);
        assertThatThrownBy(() -> frame.setLength(FRAME + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> frame.setLength(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void buffersDoNotOverlap() {
        BufferPool pool = pool(64, Duration.ofMinutes(1));
        for (int i = 0; i < 64; i++) {
            DataBuffer frame = hold(pool.toSend(FRAME));
            java.util.Arrays.fill(frame.array(), frame.offset(), frame.offset() + FRAME, (byte) i);
        }
        for (int i = 0; i < 64; i++) {
            DataBuffer frame = held.get(i);
            assertThat(frame.array()[frame.offset()]).isEqualTo((byte) i);
            assertThat(frame.array()[frame.offset() + FRAME - 1]).isEqualTo((byte) i);
        }
    }

    @Test
    void anExhaustedPoolFailsAfterItsWaitAndSaysHowLargeItIs() {
        BufferPool pool = pool(2, Duration.ofMillis(30));
        hold(pool.toSend(1));
        hold(pool.toSend(1));
        assertThatThrownBy(() -> pool.toSend(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("65536 of the 65536 bytes of network memory are in use");
        assertThat(pool.bytesInUse()).isEqualTo(2L * FRAME);
    }

    @Test
    void whoWaitsGetsTheNextBufferThatIsReleased() throws Exception {
        BufferPool pool = pool(1, Duration.ofMinutes(1));
        DataBuffer first = pool.toSend(1);
        CompletableFuture<DataBuffer> second = CompletableFuture.supplyAsync(() -> pool.toSend(1));
        assertThat(second).isNotDone();
        first.release();
        hold(second.get(10, TimeUnit.SECONDS));
        assertThat(pool.bytesInUse()).isEqualTo(FRAME);
    }

    @Test
    void anInterruptedTaskStopsWaiting() throws Exception {
        BufferPool pool = pool(1, Duration.ofMinutes(1));
        hold(pool.toSend(1));
        AtomicReference<Thread> task = new AtomicReference<>();
        CompletableFuture<Boolean> interrupted = CompletableFuture.supplyAsync(() -> {
            task.set(Thread.currentThread());
            try {
                pool.toSend(1);
                return false;
            } catch (IllegalStateException e) {
                return Thread.interrupted();
            }
        });
        while (task.get() == null) {
            Thread.onSpinWait();
        }
        task.get().interrupt();
        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closingWakesWhoWaits() {
        BufferPool pool = pool(1, Duration.ofMinutes(1));
        hold(pool.toSend(1));
        CompletableFuture<DataBuffer> waiting = CompletableFuture.supplyAsync(() -> pool.toSend(1));
        pool.close();
        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aBufferIsReleasedOnceAndASecondTimeIsAnError() {
        BufferPool pool = pool(2, Duration.ofMinutes(1));
        DataBuffer frame = pool.toSend(1);
        frame.release();
        assertThatThrownBy(frame::release)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("twice");
        assertThat(pool.bytesInUse()).isZero();
    }

    @Test
    void oneOversizedFrameAtATimeGoesEvenThroughASmallPool() {
        BufferPool pool = pool(1, Duration.ofMillis(30));
        DataBuffer oversized = hold(pool.toSend(1 << 20));
        assertThat(oversized.capacity()).isEqualTo(1 << 20);
        assertThatThrownBy(() -> pool.toSend(1 << 20)).hasMessageContaining("No network buffer of 1048576 bytes");
        held.remove(oversized);
        oversized.release();
        hold(pool.toSend(2 << 20));
    }

    @Test
    void aRecordBeyondTheLimitIsRefusedWithItsSize() {
        BufferPool pool = pool(1, Duration.ofMillis(30));
        assertThatThrownBy(() -> pool.toSend((64 << 20) + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("67108865 bytes")
                .hasMessageContaining("67108864 bytes");
    }

    @Test
    void receivingNeverWaitsButCounts() {
        BufferPool pool = pool(1, Duration.ofMillis(30));
        hold(pool.toSend(1));
        DataBuffer received = hold(pool.toReceive(100));
        assertThat(received.length()).isEqualTo(100);
        hold(pool.toReceive(0));
        assertThat(pool.bytesInUse()).isEqualTo(FRAME + 100);
    }

    private DataBuffer hold(DataBuffer frame) {
        held.add(frame);
        return frame;
    }

    private static BufferPool pool(int frames, Duration patience) {
        return new BufferPool(
                new DataSettings((long) frames * FRAME, patience, Duration.ofMinutes(1)), SystemClock.INSTANCE);
    }
}

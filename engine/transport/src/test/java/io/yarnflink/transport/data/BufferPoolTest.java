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
        DataBuffer frame = hold(pool.newShare().next(10));
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
        DataNetwork.Buffers task = pool.newShare();
        for (int i = 0; i < 64; i++) {
            DataBuffer frame = hold(task.next(FRAME));
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
        BufferPool pool = pool(8, Duration.ofMillis(30));
        assertThat(pool.setAside(1)).isEqualTo(1);
        DataNetwork.Buffers task = pool.newShare();
        for (int i = 0; i < 7; i++) {
            hold(task.next(1));
        }
        assertThat(task.tryNext(1)).isNull();
        assertThatThrownBy(() -> task.next(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("of the 262144 bytes of network memory 229376 are in use to send")
                .hasMessageContaining("32768 are set aside to receive");
        assertThat(pool.bytesInUse()).isEqualTo(7L * FRAME);
        pool.giveBack(1);
        hold(task.next(1));
    }

    @Test
    void eachTaskMayHaveOneBufferWhateverOthersHave() {
        BufferPool pool = pool(1, Duration.ofMillis(30));
        DataNetwork.Buffers greedy = pool.newShare();
        hold(greedy.next(1));
        DataNetwork.Buffers other = pool.newShare();
        DataBuffer first = other.next(1);
        assertThatThrownBy(() -> other.next(1)).hasMessageContaining("No network buffer came free");
        first.release();
        hold(other.next(1));
        assertThat(greedy.tryNext(1)).isNull();
    }

    @Test
    void whatIsSetAsideToReceiveIsBoundedAndSharedByManyChannels() {
        BufferPool pool = pool(512, Duration.ofMillis(30));
        int channels = 0;
        int frames = 0;
        int least = Integer.MAX_VALUE;
        try {
            while (true) {
                int given = pool.setAside(8);
                frames += given;
                least = Math.min(least, given);
                channels++;
            }
        } catch (IllegalStateException e) {
            assertThat(e)
                    .hasMessageContaining("no network memory for one more input channel")
                    .hasMessageContaining("8388608 of the TaskManager's 16777216 bytes");
        }
        assertThat(frames).isEqualTo(256);
        assertThat(channels).isGreaterThan(64);
        assertThat(least).isEqualTo(1);
        pool.giveBack(frames);
        assertThat(pool.setAside(8)).isEqualTo(8);
    }

    @Test
    void whoWaitsGetsTheNextBufferThatIsReleased() throws Exception {
        BufferPool pool = pool(1, Duration.ofMinutes(1));
        DataNetwork.Buffers task = pool.newShare();
        DataBuffer first = task.next(1);
        CompletableFuture<DataBuffer> second = CompletableFuture.supplyAsync(() -> task.next(1));
        first.release();
        hold(second.get(10, TimeUnit.SECONDS));
        assertThat(pool.bytesInUse()).as("one buffer, not two").isEqualTo(BufferPool.FRAME_BYTES);
    }

    @Test
    void anInterruptedTaskStopsWaiting() throws Exception {
        DataNetwork.Buffers share = pool(1, Duration.ofMinutes(1)).newShare();
        hold(share.next(1));
        AtomicReference<Thread> task = new AtomicReference<>();
        CompletableFuture<Boolean> interrupted = CompletableFuture.supplyAsync(() -> {
            task.set(Thread.currentThread());
            try {
                share.next(1);
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
        DataNetwork.Buffers task = pool.newShare();
        hold(task.next(1));
        CompletableFuture<DataBuffer> waiting = CompletableFuture.supplyAsync(() -> task.next(1));
        pool.close();
        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aBufferIsReleasedOnceAndASecondTimeIsAnError() {
        BufferPool pool = pool(2, Duration.ofMinutes(1));
        DataBuffer frame = pool.newShare().next(1);
        frame.release();
        assertThatThrownBy(frame::release)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("twice");
        assertThat(pool.bytesInUse()).isZero();
    }

    @Test
    void nothingLargerThanAFrameIsGiven() {
        DataNetwork.Buffers task = pool(4, Duration.ofMillis(30)).newShare();
        assertThatThrownBy(() -> task.next(FRAME + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32769 bytes")
                .hasMessageContaining("32768");
    }

    @Test
    void receivingNeverWaitsButCounts() {
        BufferPool pool = pool(1, Duration.ofMillis(30));
        hold(pool.newShare().next(1));
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

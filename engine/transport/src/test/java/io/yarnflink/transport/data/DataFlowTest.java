package io.yarnflink.transport.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ResourceLeakDetector;
import io.yarnflink.api.time.SystemClock;
import io.yarnflink.transport.net.Loopback;
import io.yarnflink.transport.net.RawPeer;
import io.yarnflink.transport.security.Protocol;
import io.yarnflink.transport.security.Role;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DataFlowTest {
    private static final SubpartitionId ID = new SubpartitionId("map-0", 0, 0);
    private static final int FRAME = BufferPool.FRAME_BYTES;

    private final Loopback loopback = new Loopback();
    private final NettyDataNetwork one = network();
    private final NettyDataNetwork two = network();
    private final TestProducer producer = new TestProducer(one);
    private final TestConsumer consumer = new TestConsumer();

    @AfterEach
    void nothingIsLost() {
        one.close();
        two.close();
        loopback.stop();
        consumer.releaseAll();
        assertThat(one.bytesInUse() + two.bytesInUse()).isZero();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        loopback.close();
    }

    @Test
    void aSlowConsumerStopsItsProducerAtTheCreditAndMemoryStaysBounded() throws Exception {
        int credit = 8;
        one.publish(ID, producer);
        DataNetwork.IncomingChannel channel = two.open(Loopback.HOST, one.port(), ID, credit, consumer);
        int sent = 0;
        int received = 0;
        for (int round = 0; round < 50; round++) {
            while (producer.channel().credit() > 0) {
                producer.send(sent++, FRAME);
                assertThat(one.bytesInUse()).isLessThanOrEqualTo((long) credit * FRAME);
                assertThat(two.bytesInUse()).isLessThanOrEqualTo((long) credit * FRAME);
            }
            assertThat(sent).as("frames sent in round %s", round).isEqualTo(received + credit);
            int held = sent - received;
            Loopback.await("all frames arrived", () -> consumer.frames.size() == held);
            assertThat(two.bytesInUse()).isEqualTo((long) credit * FRAME);
            assertThat(one.bytesInUse()).isZero();
            int consumed = 1 + round % credit;
            for (int i = 0; i < consumed; i++) {
                assertThat(consumer.takeNumber()).isEqualTo(received++);
            }
            channel.grant(consumed);
            int allowed = received + credit - sent;
            Loopback.await("the grant arrived", () -> producer.channel().credit() == allowed);
        }
    }

    @Test
    void aProducerThatIsFasterThanTheSocketKeepsItsFramesInThePoolsMemory() throws Exception {
        // Far more credit than the sockets' own buffers hold, so that frames have to wait in the process.
        one.publish(ID, producer);
        two.open(Loopback.HOST, one.port(), ID, 400, consumer);
        for (int i = 0; i < 400; i++) {
            producer.send(i, FRAME);
        }
        for (int i = 0; i < 400; i++) {
            assertThat(consumer.takeNumber()).isEqualTo(i);
        }
        assertThat(one.bytesInUse() + two.bytesInUse()).isZero();
    }

    @Test
    void aConsumerThatReadsNothingHoldsNoMoreThanItsCreditUntilItIsLost() throws Exception {
        one.publish(ID, producer);
        try (RawPeer idle =
                RawPeer.authenticated(one.port(), Protocol.DATA, loopback.secret.key(Role.PEER), loopback.random)) {
            byte[] name = SubpartitionName.encode(ID);
            idle.sendFrame(ByteBuffer.allocate(9 + name.length)
                    .put(WireFrame.OPEN)
                    .putInt(1)
                    .putInt(200)
                    .put(name)
                    .array());
            for (int i = 0; i < 200; i++) {
                producer.send(i, FRAME);
            }
            assertThat(producer.channel().credit()).isZero();
            // What is missing lies in the sockets.
            assertThat(one.bytesInUse()).isBetween(FRAME * 20L, FRAME * 200L);
        }
        assertThat(producer.awaitLoss()).contains("raw:1").contains("connection lost");
        Loopback.await("the frames are released", () -> one.bytesInUse() == 0);
    }

    @Test
    void aMillionSmallFramesInBothDirectionsArriveInOrder() throws Exception {
        // Tracking each buffer with its stack would take most of the time here; the pool's own account still counts.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.SIMPLE);
        int frames = 500_000;
        long begun = System.nanoTime();
        CompletableFuture<Void> there = exchange(one, two, new SubpartitionId("there", 0, 0), frames);
        CompletableFuture<Void> back = exchange(two, one, new SubpartitionId("back", 1, 1), frames);
        CompletableFuture.allOf(there, back).get(100, TimeUnit.SECONDS);
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun);
        System.out.printf("1,000,000 frames of 16 bytes over loopback took %d ms%n", micros / 1000);
        Loopback.await("all buffers are released", () -> one.bytesInUse() + two.bytesInUse() == 0);
    }

    private static CompletableFuture<Void> exchange(
            NettyDataNetwork from, NettyDataNetwork to, SubpartitionId id, int frames) {
        int credit = 64;
        TestProducer producer = new TestProducer(from);
        TestConsumer consumer = new TestConsumer();
        from.publish(id, producer);
        DataNetwork.IncomingChannel channel = to.open(Loopback.HOST, from.port(), id, credit, consumer);
        CompletableFuture<Void> sent = CompletableFuture.runAsync(
                () -> {
                    try {
                        for (int i = 0; i < frames; i++) {
                            producer.sendWhenAllowed(i, 16);
                        }
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                action -> newThread("producer " + id, action));
        CompletableFuture<Void> received = CompletableFuture.runAsync(
                () -> {
                    try {
                        for (int i = 0; i < frames; i++) {
                            assertThat(consumer.takeNumber()).isEqualTo(i);
                            if (i % (credit / 2) == credit / 2 - 1) {
                                channel.grant(credit / 2);
                            }
                        }
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                action -> newThread("consumer " + id, action));
        return CompletableFuture.allOf(sent, received);
    }

    private static void newThread(String name, Runnable action) {
        Thread thread = new Thread(action, name);
        thread.setDaemon(true);
        thread.start();
    }

    private NettyDataNetwork network() {
        return new NettyDataNetwork(
                loopback.loops,
                loopback.admission(Protocol.DATA),
                Loopback.HOST,
                Loopback.anyPort(),
                new DataSettings(1 << 29, Duration.ofMinutes(1), Duration.ofMinutes(1)),
                SystemClock.INSTANCE);
    }
}

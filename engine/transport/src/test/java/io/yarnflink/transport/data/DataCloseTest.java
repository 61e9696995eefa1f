package io.yarnflink.transport.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.time.SystemClock;
import io.yarnflink.transport.net.Loopback;
import io.yarnflink.transport.security.Protocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is closed, whenever: no buffer is lost, none is released twice, and nobody waits for ever. */
@Timeout(120)
class DataCloseTest {
    private static final int CHANNELS = 6;
    private static final int FRAMES = 60;

    /** Who ends a channel before its last frame. */
    private enum Ending {
        NOBODY,
        PRODUCER_CLOSES,
        PRODUCER_WITHDRAWS,
        CONSUMER_CLOSES
    }

    private static final List<Ending> ENDINGS = List.of(Ending.values());

    /** One channel's plan: who ends it, after how many frames, and how long its frames are. */
    private record Plan(SubpartitionId id, Ending ending, int after, int maxLength) {}

    /** What one thread of a round does. */
    private interface Task {
        void run() throws Exception;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void closingAtAnyPointLosesNoBuffer(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 8; i++) {
            try (Loopback loopback = new Loopback()) {
                new Round(loopback, random).run(random);
            }
        }
    }

    @Test
    void aBufferTakenBeforeTheNetworkClosesIsStillReleased() {
        try (Loopback loopback = new Loopback()) {
            NettyDataNetwork network = network(loopback);
            DataBuffer held = network.buffers().next(1);
            network.close();
            held.release();
            Loopback.await("all buffers are released", () -> network.bytesInUse() == 0);
        }
    }

    /** Two processes with a few channels between them; perhaps one of the processes goes. */
    private static final class Round {
        private final Loopback loopback;
        private final NettyDataNetwork producing;
        private final NettyDataNetwork consuming;
        private final int framesUntilClose;
        private final AtomicInteger frames = new AtomicInteger();
        private final AtomicInteger running = new AtomicInteger();
        private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        private final List<Thread> threads = new ArrayList<>();
        private final List<TestConsumer> consumers = new ArrayList<>();
        private volatile boolean closed;

        Round(Loopback loopback, Random random) {
            this.loopback = loopback;
            producing = network(loopback);
            consuming = network(loopback);
            framesUntilClose = random.nextInt(CHANNELS * FRAMES);
        }

        void run(Random random) throws InterruptedException {
            for (int i = 0; i < CHANNELS; i++) {
                Ending ending = ENDINGS.get(random.nextInt(ENDINGS.size()));
                Plan plan = new Plan(
                        new SubpartitionId("map-" + i, 0, i),
                        ending,
                        // Not before the first: a consumer that leaves before it attached is unknown to its producer.
                        1 + random.nextInt(FRAMES - 1),
                        random.nextBoolean() ? 100 : 20_000);
                TestConsumer consumer = new TestConsumer();
                consumers.add(consumer);
                start("producer " + plan, () -> produce(plan));
                start("consumer " + plan, () -> consume(plan, consumer));
            }
            int goes = random.nextInt(3);
            if (goes > 0) {
                Loopback.await("frames flow", () -> frames.get() >= framesUntilClose || running.get() == 0);
                (goes == 1 ? producing : consuming).close();
                closed = true;
            }
            for (Thread thread : threads) {
                thread.join(60_000);
                if (thread.isAlive()) {
                    throw new AssertionError(thread.getName() + " hangs");
                }
            }
            producing.close();
            consuming.close();
            loopback.stop();
            consumers.forEach(TestConsumer::releaseAll);
            assertThat(producing.bytesInUse()).isZero();
            assertThat(consuming.bytesInUse()).isZero();
            for (Throwable failure : failures) {
                throw new AssertionError(failure);
            }
        }

        private void produce(Plan plan) throws InterruptedException {
            TestProducer producer = new TestProducer(producing);
            producing.publish(plan.id, producer);
            Loopback.await("the consumer attaches", () -> producer.isAttached() || closed);
            if (!producer.isAttached()) {
                return;
            }
            for (int i = 0; i < FRAMES; i++) {
                if (plan.ending == Ending.PRODUCER_CLOSES && i == plan.after) {
                    producer.channel().close();
                    return;
                }
                if (plan.ending == Ending.PRODUCER_WITHDRAWS && i == plan.after) {
                    producing.withdraw(plan.id);
                    producer.channel().close();
                    return;
                }
                if (!send(producer, i, 4 + (i * 7919) % plan.maxLength)) {
                    return;
                }
            }
        }

        private static boolean send(TestProducer producer, int number, int length) throws InterruptedException {
            try {
                return producer.sendWhenAllowed(number, length);
            } catch (IllegalStateException e) {
                if (String.valueOf(e.getMessage()).contains("network is closed")) {
                    return false;
                }
                throw e;
            }
        }

        private void consume(Plan plan, TestConsumer consumer) throws InterruptedException {
            DataNetwork.IncomingChannel channel = consuming.open(Loopback.HOST, producing.port(), plan.id, 3, consumer);
            for (int i = 0; i < FRAMES; i++) {
                if (plan.ending == Ending.PRODUCER_CLOSES && i == plan.after) {
                    return;
                }
                if (plan.ending == Ending.CONSUMER_CLOSES && i == plan.after) {
                    channel.close();
                    return;
                }
                Loopback.await(
                        "a frame or the loss of " + plan, () -> !consumer.frames.isEmpty() || !consumer.lost.isEmpty());
                if (consumer.frames.isEmpty()) {
                    return;
                }
                if (consumer.takeNumber() != i) {
                    throw new AssertionError("Another frame than " + i + " came");
                }
                frames.incrementAndGet();
                channel.grant(1);
            }
        }

        private void start(String name, Task task) {
            running.incrementAndGet();
            Thread thread = new Thread(
                    () -> {
                        try {
                            task.run();
                        } catch (Throwable e) {
                            failures.add(new AssertionError(name, e));
                        } finally {
                            running.decrementAndGet();
                        }
                    },
                    name);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private static NettyDataNetwork network(Loopback loopback) {
        return new NettyDataNetwork(
                loopback.loops,
                loopback.admission(Protocol.DATA),
                Loopback.HOST,
                Loopback.anyPort(),
                new DataSettings(1 << 24, Duration.ofSeconds(30), Duration.ofSeconds(5)),
                SystemClock.INSTANCE);
    }
}

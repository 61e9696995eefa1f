package io.yarnflink.testkit.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.transport.data.SubpartitionId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RemoteExchangeTest {
    private static final long NUMBERS = 20_000;
    private static final int EXCHANGES = 4;

    /** A channel between processes gets a quarter of the numbers, or half if they are broadcast, at two bytes or more each. */
    private static final long LEAST_BYTES = NUMBERS / 4;

    /** Which subtask sends to which consumer. */
    private record Pair(String producer, int consumer) {}

    @Test
    void everyPairOfSubtasksInDifferentTaskManagersExchangesItsRecordsOverNetty() throws Exception {
        AtomicReference<WatchedNetwork> watched = new AtomicReference<>();
        try (LocalCluster cluster = LocalCluster.over(2, 1, threads -> {
            watched.set(new WatchedNetwork(new LoopbackNetwork(threads.io())));
            return Objects.requireNonNull(watched.get());
        })) {
            cluster.run(RemoteExchangeTest::runFourExchanges);
        }
        WatchedNetwork network = Objects.requireNonNull(watched.get());

        assertThat(network.consumers().keySet()).isEqualTo(network.producers().keySet());
        network.consumers().forEach((id, traffic) -> {
            assertThat(network.producers().get(id)).as("%s", id).isNotEqualTo(traffic.process());
            assertThat(traffic.bytes().get()).as("%s", id).isGreaterThan(LEAST_BYTES);
        });
        Collection<List<Pair>> byExchange = network.consumers().keySet().stream()
                .collect(Collectors.groupingBy(
                        RemoteExchangeTest::exchange,
                        Collectors.mapping(
                                id -> new Pair(id.producerExecutionId(), id.subpartition()), Collectors.toList())))
                .values();
        // Two subtasks on either side, one in each TaskManager: two of their four channels cross.
        assertThat(byExchange).hasSize(EXCHANGES).allSatisfy(pairs -> {
            assertThat(pairs).extracting(Pair::producer).doesNotHaveDuplicates().hasSize(2);
            assertThat(pairs).extracting(Pair::consumer).containsExactlyInAnyOrder(0, 1);
        });
    }

    /** The vertex that produces, out of {@code job-vertex-subtask-attempt}, and which of its outputs. */
    private static String exchange(SubpartitionId id) {
        return id.producerExecutionId().split("-")[1] + "/" + id.output();
    }

    /** One subtask of the source would read all if the other one's thread were slow to start. */
    private static final class BothTakePart implements MapFunction<Long, Long> {
        private static final CountDownLatch MISSING = new CountDownLatch(2);
        private boolean begun;

        @Override
        public Long map(Long number) throws InterruptedException {
            if (!begun) {
                begun = true;
                MISSING.countDown();
                MISSING.await();
            }
            return number;
        }
    }

    private static void runFourExchanges() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        env.fromSequence(1, NUMBERS)
                .map(new BothTakePart())
                .rebalance()
                .map(number -> number + 1)
                .keyBy(number -> number % 1_000)
                .reduce((first, second) -> second)
                .shuffle()
                .map(number -> number + 1)
                .broadcast()
                .filter(number -> number < 0)
                .print();
        env.execute();
    }
}

package io.yarnflink.testkit.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.RuntimeExecutionMode;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.co.BroadcastProcessFunction;
import io.yarnflink.api.functions.co.KeyedBroadcastProcessFunction;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.typeinfo.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** In a batch job all that is broadcast is there before the first record of the other input. */
@SuppressWarnings("SameNameButDifferent") // Functions have a Context each.
class BroadcastInBatchTest {
    private static final MapStateDescriptor<Long, Long> RULES =
            new MapStateDescriptor<>("rules", Types.LONG, Types.LONG);
    private static final CountDownLatch FIRST_RECORD = new CountDownLatch(1);

    private final StreamExecutionEnvironment env =
            StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(2);

    private static int rules(Iterable<?> entries) {
        List<Object> found = new ArrayList<>();
        entries.forEach(found::add);
        return found.size();
    }

    /** How many rules each record of a key finds. */
    private static final class RulesOfKeys extends KeyedBroadcastProcessFunction<Long, Long, Long, Integer> {
        @Override
        public void processElement(Long value, ReadOnlyContext context, Collector<Integer> out) throws Exception {
            out.collect(rules(context.getBroadcastState(RULES).immutableEntries()));
        }

        @Override
        public void processBroadcastElement(Long rule, Context context, Collector<Integer> out) throws Exception {
            context.getBroadcastState(RULES).put(rule, rule);
        }
    }

    /** How many rules each record finds. */
    private static final class Rules extends BroadcastProcessFunction<Long, Long, Integer> {
        @Override
        public void processElement(Long value, ReadOnlyContext context, Collector<Integer> out) throws Exception {
            out.collect(rules(context.getBroadcastState(RULES).immutableEntries()));
        }

        @Override
        public void processBroadcastElement(Long rule, Context context, Collector<Integer> out) throws Exception {
            context.getBroadcastState(RULES).put(rule, rule);
        }
    }

    @Test
    void rulesThatComeAfterTheFirstRecordsAreThereBeforeThem() throws Exception {
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        DataStream<Long> late = env.fromSequence(1, 100)
                .map(
                        rule -> {
                            awaitFirstRecord();
                            return rule;
                        },
                        Types.LONG);
        List<Integer> seen = env.fromSequence(1, 1_000)
                .map(
                        number -> {
                            FIRST_RECORD.countDown();
                            return number;
                        },
                        Types.LONG)
                .keyBy(number -> number % 7, Types.LONG)
                .connect(late.broadcast(RULES))
                .process(new RulesOfKeys())
                .executeAndCollect(2_000);
        assertThat(seen).hasSize(1_000).containsOnly(100);
    }

    private static void awaitFirstRecord() throws InterruptedException {
        assertThat(FIRST_RECORD.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void rulesMadeOfTheRecordsThemselvesComeFirstWithoutAStandstill() throws Exception {
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        DataStream<Long> numbers = env.fromSequence(1, 20_000);
        List<Integer> seen = numbers.connect(
                        numbers.filter(number -> number % 1_000 == 0).broadcast(RULES))
                .process(new Rules())
                .filter(rules -> rules != 20)
                .executeAndCollect(10);
        assertThat(seen).isEmpty();
    }
}

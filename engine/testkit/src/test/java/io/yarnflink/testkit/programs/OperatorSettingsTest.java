package io.yarnflink.testkit.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.RichMapFunction;
import io.yarnflink.api.typeinfo.Types;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a program sets on an operator holds where it runs. */
class OperatorSettingsTest {
    private static final CountDownLatch ARRIVED = new CountDownLatch(1);

    private final StreamExecutionEnvironment env =
            StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(1);

    /** Tells the variables of the metrics that it defines. */
    private static final class Variables extends RichMapFunction<Long, String> {
        @Override
        public String map(Long value) {
            return getRuntimeContext().getMetricGroup().getAllVariables().get("<team>") + " "
                    + getRuntimeContext()
                            .getMetricGroup()
                            .addGroup("inner")
                            .getAllVariables()
                            .get("<team>");
        }
    }

    @Test
    void metricsHaveTheVariablesOfTheirOperator() throws Exception {
        assertThat(env.fromSequence(1, 1)
                        .map(new Variables())
                        .addMetricVariable("team", "red")
                        .executeAndCollect(5))
                .containsExactly("red red");
    }

    @Test
    void withoutABufferTimeoutARecordArrivesBeforeTheNextIsMade() throws Exception {
        assertThat(env.fromData(1, 2, 3)
                        .map(
                                number -> {
                                    if (number == 3) {
                                        // The first record would wait behind this one in a batch.
                                        assertThat(ARRIVED.await(30, TimeUnit.SECONDS))
                                                .isTrue();
                                    }
                                    return number;
                                },
                                Types.INT)
                        .setBufferTimeout(0)
                        .rebalance()
                        .map(
                                number -> {
                                    ARRIVED.countDown();
                                    return number;
                                },
                                Types.INT)
                        .executeAndCollect(5))
                .containsExactly(1, 2, 3);
    }
}

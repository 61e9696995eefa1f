package io.yarnflink.testkit.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.typeinfo.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SourceEventsTest {
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    @Test
    void readersAndTheirEnumeratorTalk() throws Exception {
        env.setParallelism(2);
        assertThat(env.fromSource(new Talking(true), WatermarkStrategy.noWatermarks(), "Talking", Types.STRING)
                        .executeAndCollect(10))
                .containsExactlyInAnyOrder(
                        "0 heard [hello of 0, attempt 0, and again] before split-0",
                        "1 heard [hello of 1, attempt 0, and again] before split-1");
    }

    @Test
    void enumeratorsNeedNotKnowTheAttempt() throws Exception {
        env.setParallelism(1);
        assertThat(env.fromSource(new Talking(false), WatermarkStrategy.noWatermarks(), "Talking", Types.STRING)
                        .executeAndCollect(10))
                .containsExactly("0 heard [hello of 0, and again] before split-0");
    }
}

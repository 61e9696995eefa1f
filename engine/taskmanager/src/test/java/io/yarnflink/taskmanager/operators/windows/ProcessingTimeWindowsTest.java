package io.yarnflink.taskmanager.operators.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.transformation.OneInputTransformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.windowing.assigners.TumblingProcessingTimeWindows;
import io.yarnflink.taskmanager.testing.ChainHarness;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessingTimeWindowsTest {
    private final ChainHarness harness = new ChainHarness();

    @Test
    void recordsOfAWindowsLastMillisecondBelongToItsOneResult() {
        DataStream<String> windows = new StreamExecutionEnvironment()
                .fromData("")
                .keyBy(value -> "all", Types.STRING)
                .window(TumblingProcessingTimeWindows.of(Duration.ofMillis(10)))
                .reduce((one, other) -> one + other);
        harness.reading(Types.STRING, false)
                .last("windows", ((OneInputTransformation<?, ?>) windows.getTransformation()).operator(), Types.STRING);
        // The clock of the harness begins at a multiple of 10 ms.
        harness.send("a");
        harness.run();
        harness.clock.advance(Duration.ofMillis(9));
        harness.send("b");
        harness.run();
        harness.send("c");
        harness.run();
        harness.clock.advance(Duration.ofMillis(1));
        harness.send("d");
        assertThat(harness.values()).containsExactly("abc");
        harness.clock.advance(Duration.ofMillis(10));
        assertThat(harness.values()).containsExactly("d");
    }
}

package io.yarnflink.taskmanager.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.sink.DiscardingSink;
import io.yarnflink.api.functions.sink.RichSinkFunction;
import io.yarnflink.api.functions.sink.SinkFunction;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.state.ReducingState;
import io.yarnflink.api.state.ReducingStateDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.taskmanager.testing.ChainHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SinkFunctionTest {
    private static final List<String> HEARD = new ArrayList<>();

    private final ChainHarness harness = new ChainHarness();

    @BeforeEach
    void forget() {
        HEARD.clear();
    }

    @Test
    void aSinkFunctionHearsRecordsTheirTimesWatermarksAndTheEnd() {
        sinkingTo(new Hearing());
        harness.clock.advance(Duration.ofMillis(7));
        long now = harness.clock.wallMillis();
        harness.send("a", 3);
        harness.watermark(2);
        harness.send("b");
        harness.end();
        harness.run();
        assertThat(HEARD)
                .containsExactly(
                        "open",
                        "a 3 " + Long.MIN_VALUE + " " + now,
                        "watermark 2",
                        "b null 2 " + now,
                        "watermark " + Long.MAX_VALUE,
                        "finish",
                        "close");
    }

    @Test
    void oneThatOnlyKnowsRecordsIsEnough() {
        sinkingTo(new Simple());
        harness.send("a");
        harness.end();
        harness.run();
        assertThat(HEARD).containsExactly("a");
        assertThat(harness.listener.events()).endsWith("FINISHED");
    }

    @Test
    void oneThatTakesNothingIsToldWhatToOverride() {
        sinkingTo(new Nothing());
        harness.send("a");
        harness.run();
        assertThat(harness.listener.failure().getOperator()).isEqualTo("sink");
        assertThat(harness.listener.failure().getKind()).isEqualTo("USER_CODE");
        assertThat(harness.listener.failure().getMessage()).contains("Nothing must override invoke(value)");
    }

    @Test
    void oneThatReadsAKeyedStreamHasTheStateOfEachKey() {
        sinkingTo(new StreamExecutionEnvironment()
                .fromData("")
                .keyBy(value -> value, Types.STRING)
                .addSink(new CountingKeys())
                .getTransformation()
                .operator());
        for (String value : List.of("a", "b", "a")) {
            harness.send(value);
        }
        harness.run();
        assertThat(HEARD).containsExactly("a 1", "b 1", "a 2");
    }

    private static final class CountingKeys extends RichSinkFunction<String> {
        @Override
        public void invoke(String value, Context context) throws Exception {
            ReducingState<Long> count =
                    getRuntimeContext().getReducingState(new ReducingStateDescriptor<>("count", Long::sum, Types.LONG));
            count.add(1L);
            HEARD.add(value + " " + count.get());
        }
    }

    @Test
    void discardedRecordsAreGone() {
        sinkingTo(new DiscardingSink<>());
        harness.send("a");
        harness.end();
        harness.run();
        assertThat(harness.listener.events()).endsWith("FINISHED");
    }

    private void sinkingTo(SinkFunction<String> function) {
        sinkingTo(new OperatorDescriptor.Invoke<>(function));
    }

    private void sinkingTo(OperatorDescriptor sink) {
        harness.reading(Types.STRING, false).add("sink", sink, Types.STRING);
    }

    private static final class Hearing extends RichSinkFunction<String> {
        @Override
        public void open(OpenContext context) {
            HEARD.add("open");
        }

        @Override
        public void invoke(String value, Context context) {
            HEARD.add(value + " " + context.timestamp() + " " + context.currentWatermark() + " "
                    + context.currentProcessingTime());
        }

        @Override
        public void writeWatermark(Watermark watermark) {
            HEARD.add("watermark " + watermark.getTimestamp());
        }

        @Override
        public void finish() {
            HEARD.add("finish");
        }

        @Override
        public void close() {
            HEARD.add("close");
        }
    }

    private static final class Simple implements SinkFunction<String> {
        @Override
        public void invoke(String value) {
            HEARD.add(value);
        }
    }

    private static final class Nothing implements SinkFunction<String> {}
}

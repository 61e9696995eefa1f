package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.InvalidProgramException;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.datastream.SingleOutputStreamOperator;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.operators.AbstractStreamOperator;
import io.yarnflink.api.operators.AbstractStreamOperatorFactory;
import io.yarnflink.api.operators.BoundedMultiInput;
import io.yarnflink.api.operators.InternalTimer;
import io.yarnflink.api.operators.OneInputStreamOperatorFactory;
import io.yarnflink.api.operators.StreamOperator;
import io.yarnflink.api.operators.StreamOperatorParameters;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.api.operators.Triggerable;
import io.yarnflink.api.operators.TwoInputStreamOperator;
import io.yarnflink.api.operators.TwoInputStreamOperatorFactory;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.state.VoidNamespace;
import io.yarnflink.api.typeinfo.Types;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operators of programs' own with two inputs. */
class OwnTwoInputOperatorsTest {
    private final StreamExecutionEnvironment environment = new StreamExecutionEnvironment();
    private final DataStream<Long> numbers = environment.fromData(1L, 2L, 3L);

    /** Says what it hears of both inputs. */
    private static final class Hears extends AbstractStreamOperator<String>
            implements TwoInputStreamOperator<Long, String, String>,
                    BoundedMultiInput,
                    Triggerable<Long, VoidNamespace> {
        @Override
        public void processElement1(StreamRecord<Long> element) {
            output.collect(element.replace("one " + element.getValue()));
        }

        @Override
        public void processElement2(StreamRecord<String> element) {
            output.collect(element.replace("two " + element.getValue()));
        }

        @Override
        public void processWatermark2(Watermark mark) throws Exception {
            output.collect(new StreamRecord<>("second at " + mark.getTimestamp()));
            super.processWatermark2(mark);
        }

        @Override
        public void endInput(int inputId) {
            output.collect(new StreamRecord<>("end of " + inputId));
        }

        @Override
        public void onEventTime(InternalTimer<Long, VoidNamespace> timer) {}

        @Override
        public void onProcessingTime(InternalTimer<Long, VoidNamespace> timer) {}
    }

    @Test
    void anOperatorWithTwoInputsHearsOfEachAndOfTheirCommonTime() throws Exception {
        var harness = new TwoInputStreamOperatorTestHarness<Long, String, String>(new Hears());
        harness.open();
        harness.processElement1(1L, 3);
        harness.processElement2("b", 4);
        harness.processWatermark1(new Watermark(10));
        harness.processWatermark2(new Watermark(7));
        harness.endInput1();
        harness.endInput2();
        assertThat(harness.getOutput())
                .containsSubsequence(
                        new StreamRecord<>("one 1", 3),
                        new StreamRecord<>("two b", 4),
                        new StreamRecord<>("second at 7"),
                        new Watermark(7),
                        new StreamRecord<>("end of 1"),
                        new StreamRecord<>("end of 2"));
    }

    /** Counts what came from both sides for a key. */
    private static final class CountsBoth extends AbstractStreamOperator<String>
            implements TwoInputStreamOperator<Long, String, String> {
        @Override
        public void processElement1(StreamRecord<Long> element) throws Exception {
            count("one");
        }

        @Override
        public void processElement2(StreamRecord<String> element) throws Exception {
            count("two");
        }

        private void count(String side) throws Exception {
            ValueState<Integer> counts = getKeyedStateStore().getState(new ValueStateDescriptor<>("counts", Types.INT));
            Integer before = counts.value();
            int count = before == null ? 1 : before + 1;
            counts.update(count);
            output.collect(new StreamRecord<>(getCurrentKey() + " " + side + " " + count));
        }
    }

    /** Makes the operator of both inputs where it runs. */
    private static final class CountsWhereTheyRun extends AbstractStreamOperatorFactory<String>
            implements TwoInputStreamOperatorFactory<Long, String, String> {
        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // As the interface has it.
        public <T extends StreamOperator<String>> T createStreamOperator(StreamOperatorParameters<String> parameters) {
            return (T) new CountsBoth();
        }

        @Override
        @SuppressWarnings("rawtypes") // As the interface has it.
        public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
            return CountsBoth.class;
        }
    }

    @Test
    void anOperatorWithTwoKeyedInputsSharesTheStateOfEachKey() throws Exception {
        DataStream<String> words = environment.fromData("1", "2");
        var keyed = numbers.connect(words).keyBy(number -> number, Long::valueOf, Types.LONG);
        for (SingleOutputStreamOperator<String> counts : List.of(
                keyed.transform("counts", Types.STRING, new CountsBoth()),
                keyed.transform("counts", Types.STRING, new CountsWhereTheyRun()))) {
            OperatorVerification.verify(counts)
                    .input(1L)
                    .second("1")
                    .second("2")
                    .input(1L)
                    .expect("1 one 1", "1 two 2", "2 two 1", "1 one 3")
                    .run();
        }
        var harness = new KeyedTwoInputStreamOperatorTestHarness<Long, Long, String, String>(
                new CountsBoth(), number -> number, Long::valueOf, Types.LONG);
        harness.open();
        harness.processElement1(5L, 0);
        assertThat(harness.extractOutputValues()).containsExactly("5 one 1");
    }

    @Test
    void aFactoryOfAnotherKindIsRefused() {
        class Wrong extends AbstractStreamOperatorFactory<String>
                implements OneInputStreamOperatorFactory<Long, String> {
            @Override
            @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // As the interface has it.
            public <T extends StreamOperator<String>> T createStreamOperator(
                    StreamOperatorParameters<String> parameters) {
                return (T) new CountsBoth();
            }

            @Override
            @SuppressWarnings("rawtypes") // As the interface has it.
            public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
                return CountsBoth.class;
            }
        }
        assertThatThrownBy(() -> numbers.transform("wrong", Types.STRING, new Wrong()))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("Operator 'wrong' must be a OneInputStreamOperator")
                .hasMessageContaining("CountsBoth");
    }
}

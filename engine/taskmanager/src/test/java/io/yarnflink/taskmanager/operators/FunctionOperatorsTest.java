package io.yarnflink.taskmanager.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.FlatMapFunction;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.functions.ProcessFunction;
import io.yarnflink.api.functions.ReduceFunction;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.taskmanager.testing.Cell;
import io.yarnflink.taskmanager.testing.ChainHarness;
import io.yarnflink.transport.protocol.TaskFailure;
import io.yarnflink.transport.rpc.RpcException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FunctionOperatorsTest {
    private final ChainHarness harness = new ChainHarness();

    @Test
    void aChainMapsFlatMapsAndFiltersAndKeepsTimestamps() {
        harness.reading(Types.STRING, false)
                .then("upper", new OperatorDescriptor.Map<String, String>(String::toUpperCase), Types.STRING)
                .then(
                        "split",
                        new OperatorDescriptor.FlatMap<String, String>(FunctionOperatorsTest::split),
                        Types.STRING)
                .last("no B", new OperatorDescriptor.Filter<String>(value -> !value.equals("B")), Types.STRING);
        harness.send("a b", 7);
        harness.send("c");
        harness.watermark(7);
        harness.end();
        assertThat(harness.emitted()).containsExactly("A@7", "C", "W7", "WMAX", "END");
        assertThat(harness.listener.events()).containsExactly("RUNNING", "FINISHED");
        assertThat(harness.task().meter().counters().getRecordsIn()).isEqualTo(2);
        assertThat(harness.task().meter().counters().getRecordsOut()).isEqualTo(2);
    }

    @Test
    void chainedOperatorsDoNotSeeEachOthersChanges() {
        fanOutOfMutableValues();
        harness.send("x");
        assertThat(harness.emitted()).isEmpty();
        assertThat(harness.printedLines()).containsExactly("one> Cell(x1)", "two> Cell(x2)");
    }

    @Test
    void withObjectReuseTheySharedOneObject() {
        fanOutOfMutableValues().objectReuse();
        harness.send("x");
        harness.run();
        assertThat(harness.printedLines()).containsExactly("one> Cell(x1)", "two> Cell(x12)");
    }

    /** One operator's cells go to two others, each of which changes and prints them. */
    private ChainHarness fanOutOfMutableValues() {
        MapFunction<String, Cell> make = Cell::new;
        return harness.reading(Types.STRING, false)
                .add("make", new OperatorDescriptor.Map<>(make), Cell.TYPE, 1, 2)
                .add("append 1", new OperatorDescriptor.Map<>(appending("1")), Cell.TYPE, 3)
                .add("append 2", new OperatorDescriptor.Map<>(appending("2")), Cell.TYPE, 4)
                .add("print 1", new OperatorDescriptor.Print("one", false), Cell.TYPE)
                .add("print 2", new OperatorDescriptor.Print("two", false), Cell.TYPE);
    }

    private static MapFunction<Cell, Cell> appending(String suffix) {
        return cell -> {
            cell.text += suffix;
            return cell;
        };
    }

    @Test
    @SuppressWarnings("NullAway") // Users' code is not checked.
    void nullGoesThroughAChain() {
        harness.reading(Types.STRING, false)
                .then("to null", new OperatorDescriptor.Map<String, Cell>(value -> null), Cell.TYPE)
                .last("describe", new OperatorDescriptor.Map<Cell, String>(cell -> "was " + cell), Types.STRING);
        harness.send("a");
        assertThat(harness.emitted()).containsExactly("was null");
    }

    @Test
    void aProcessFunctionSeesTimestampsAndTheWatermarkButHasNoTimers() {
        harness.reading(Types.STRING, false)
                .last("describe", new OperatorDescriptor.Process<>(new Describe()), Types.STRING);
        harness.send("a");
        harness.watermark(3);
        harness.send("b", 5);
        assertThat(harness.emitted()).containsExactly("a null " + Long.MIN_VALUE, "W3", "b 5 3@5");
        harness.send("timer");
        harness.run();
        assertThat(harness.listener.failure().getMessage())
                .isEqualTo("Operator 'describe' uses timers, but its input has no key; call keyBy before it");
    }

    @ParameterizedTest
    @EnumSource(
            value = Handling.class,
            names = {"NOTHING", "WRAPS", "SWALLOWS"})
    void whatFailsBehindAFunctionThatEmitsIsNoFailureOfTheFunction(Handling handling) {
        harness.reading(Types.STRING, false)
                .then("emit", new OperatorDescriptor.FlatMap<>(new EmitsMuch(handling)), Types.STRING)
                .add("collect", new OperatorDescriptor.Collect<>("result", Types.STRING), Types.STRING);
        harness.send("a");
        harness.run();
        harness.gateway
                .offers
                .get(0)
                .answer()
                .completeExceptionally(new RpcException(RpcException.Code.REFUSED, "no such result"));
        harness.send("b");
        harness.run();
        TaskFailure failure = harness.listener.failure();
        assertThat(failure.getKind()).isEqualTo("ENGINE");
        assertThat(failure.getOperator()).isEqualTo("vertex");
        assertThat(failure.getUserFrame()).isEmpty();
        assertThat(failure.getMessage()).contains("no such result");
    }

    @Test
    void whatAFunctionThrowsAfterItHasEmittedIsItsOwn() {
        harness.reading(Types.STRING, false)
                .then("emit", new OperatorDescriptor.FlatMap<>(new EmitsMuch(Handling.FAILS_LATER)), Types.STRING)
                .add("collect", new OperatorDescriptor.Collect<>("result", Types.STRING), Types.STRING);
        harness.send("a");
        harness.run();
        TaskFailure failure = harness.listener.failure();
        assertThat(failure.getKind()).isEqualTo("USER_CODE");
        assertThat(failure.getOperator()).isEqualTo("emit");
        assertThat(failure.getMessage()).isEqualTo("after all");
    }

    @Test
    void aKeyThatCannotBeHashedIsAFailureOfTheProgram() {
        Keying<String, Unhashable> byUnhashable = new Keying<>(Unhashable::new, Types.GENERIC(Unhashable.class));
        ReduceFunction<String> second = (one, two) -> two;
        harness.reading(Types.STRING, false)
                .last("reduce", new OperatorDescriptor.KeyedReduce<>(second, byUnhashable, Types.STRING), Types.STRING);
        harness.send("a");
        harness.run();
        TaskFailure failure = harness.listener.failure();
        assertThat(failure.getKind()).isEqualTo("USER_CODE");
        assertThat(failure.getOperator()).isEqualTo("reduce");
        assertThat(failure.getMessage()).isEqualTo("no hash of a");
    }

    private record Unhashable(String text) {
        @Override
        public int hashCode() {
            throw new IllegalStateException("no hash of " + text);
        }
    }

    /** What a function makes of a failure behind it. */
    private enum Handling {
        NOTHING,
        WRAPS,
        SWALLOWS,
        FAILS_LATER
    }

    /** Emits more than a result offers at once. */
    private record EmitsMuch(Handling handling) implements FlatMapFunction<String, String> {
        @Override
        public void flatMap(String value, Collector<String> out) throws Exception {
            try {
                for (int i = 0; i < 100; i++) {
                    out.collect(value.repeat(1024));
                }
            } catch (RuntimeException e) {
                if (handling == Handling.WRAPS) {
                    throw new Exception("wrapped", e);
                }
                if (handling != Handling.SWALLOWS) {
                    throw e;
                }
            }
            if (handling == Handling.FAILS_LATER) {
                throw new Exception("after all");
            }
        }
    }

    private static final class Describe extends ProcessFunction<String, String> {
        @Override
        public void processElement(String value, Context ctx, Collector<String> out) {
            if (value.equals("timer")) {
                ctx.timerService().registerEventTimeTimer(1);
            }
            out.collect(value + " " + ctx.timestamp() + " " + ctx.timerService().currentWatermark());
        }
    }

    private static void split(String line, Collector<String> out) {
        for (String word : line.split(" ")) {
            out.collect(word);
        }
    }
}

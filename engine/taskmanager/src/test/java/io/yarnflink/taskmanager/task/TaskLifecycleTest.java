package io.yarnflink.taskmanager.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.FlatMapFunction;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.RichMapFunction;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.taskmanager.testing.ChainHarness;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskLifecycleTest {
    private static final List<String> CALLS = new ArrayList<>();
    private final ChainHarness harness = new ChainHarness();

    @BeforeEach
    void forget() {
        CALLS.clear();
    }

    @Test
    void functionsOpenLastFirstAndCloseAfterTheLastRecord() {
        chain("one", "two");
        harness.send("a");
        harness.end();
        assertThat(harness.emitted()).containsExactly("a", "WMAX", "END");
        assertThat(CALLS)
                .containsExactly(
                        "open two vertex (1/1)#0",
                        "open one vertex (1/1)#0",
                        "one a",
                        "two a",
                        "close two",
                        "close one");
        assertThat(harness.listener.events()).containsExactly("RUNNING", "FINISHED");
    }

    @Test
    void allFunctionsAreClosedAfterAFailureAndTheFirstFailureIsReported() {
        chain("fails to close", "two");
        harness.send("fail");
        harness.run();
        assertThat(CALLS).endsWith("fails to close fail", "two fail", "close two", "close fails to close");
        assertThat(harness.listener.failure().getOperator()).isEqualTo("two");
        assertThat(harness.listener.failure().getMessage()).isEqualTo("told to fail");
        assertThat(harness.listener.events()).containsExactly("RUNNING", "FAILED");
    }

    @Test
    void aFunctionThatFailsToOpenIsClosedAndThoseNeverOpenedAreNot() {
        chain("one", "fails to open");
        harness.run();
        assertThat(CALLS).containsExactly("open fails to open vertex (1/1)#0", "close fails to open");
        assertThat(harness.listener.failure().getOperator()).isEqualTo("fails to open");
        assertThat(harness.listener.events()).containsExactly("FAILED");
    }

    @Test
    void aFunctionThatFailsToCloseFailsTheTask() {
        chain("one", "fails to close");
        harness.end();
        harness.run();
        assertThat(CALLS).endsWith("close fails to close", "close one");
        assertThat(harness.listener.failure().getOperator()).isEqualTo("fails to close");
    }

    @Test
    void aCanceledTaskClosesItsFunctionsAndSaysSo() {
        chain("one", "two");
        harness.send("a");
        harness.run();
        harness.lane.cancel();
        assertThat(harness.run()).isEqualTo(Progress.DONE);
        assertThat(CALLS).endsWith("close two", "close one");
        assertThat(harness.listener.events()).containsExactly("RUNNING", "CANCELED");
    }

    @Test
    void aTaskMayBeCanceledBeforeItsFirstStep() {
        chain("one", "two");
        harness.start();
        harness.lane.cancel();
        assertThat(harness.run()).isEqualTo(Progress.DONE);
        assertThat(CALLS).isEmpty();
        assertThat(harness.listener.events()).containsExactly("CANCELED");
    }

    @Test
    void aFailureThatAFunctionCatchesFailsTheTaskAllTheSame() {
        harness.reading(Types.STRING, false)
                .then("careless", new OperatorDescriptor.FlatMap<>(new CatchesEverything()), Types.STRING)
                .last("two", new OperatorDescriptor.Map<>(new Recording("two")), Types.STRING);
        harness.send("fail");
        harness.send("a");
        assertThat(harness.emitted()).isEmpty();
        assertThat(harness.listener.failure().getOperator()).isEqualTo("two");
        assertThat(harness.listener.failure().getMessage()).isEqualTo("told to fail");
    }

    private static final class CatchesEverything implements FlatMapFunction<String, String> {
        @Override
        public void flatMap(String value, Collector<String> out) {
            try {
                out.collect(value);
            } catch (RuntimeException e) {
                CALLS.add("caught");
            }
        }
    }

    private void chain(String first, String second) {
        harness.reading(Types.STRING, false)
                .then(first, new OperatorDescriptor.Map<>(new Recording(first)), Types.STRING)
                .last(second, new OperatorDescriptor.Map<>(new Recording(second)), Types.STRING);
    }

    private static final class Recording extends RichMapFunction<String, String> {
        private final String name;

        Recording(String name) {
            this.name = name;
        }

        @Override
        public void open(OpenContext openContext) {
            CALLS.add("open " + name + " " + getRuntimeContext().getTaskInfo().getTaskNameWithSubtasks());
            if (name.equals("fails to open")) {
                throw new IllegalStateException("told to fail");
            }
        }

        @Override
        public String map(String value) {
            CALLS.add(name + " " + value);
            if (value.equals("fail") && name.equals("two")) {
                throw new IllegalStateException("told to fail");
            }
            return value;
        }

        @Override
        public void close() {
            CALLS.add("close " + name);
            if (name.equals("fails to close")) {
                throw new IllegalStateException("told to fail at the end");
            }
        }
    }
}

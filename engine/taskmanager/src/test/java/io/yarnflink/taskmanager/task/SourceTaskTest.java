package io.yarnflink.taskmanager.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.program.FailsOnNumber;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.taskmanager.testing.ChainHarness;
import io.yarnflink.taskmanager.testing.ListSource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceTaskTest {
    private final ChainHarness harness = new ChainHarness();

    @Test
    void aReaderAsksForSplitsReadsThemAndEndsWithTheFinalWatermark() {
        reading();
        assertThat(harness.emitted()).isEmpty();
        assertThat(harness.gateway.calls).containsExactly("readerReady", "requestSplit");
        assign("1,2");
        assertThat(harness.emitted()).containsExactly("2", "3");
        assertThat(harness.gateway.calls).hasSize(3);
        harness.task().assignSplits(1, List.of(), true);
        assertThat(harness.emitted()).containsExactly("WMAX", "END");
        assertThat(harness.listener.events()).containsExactly("RUNNING", "FINISHED");
        assertThat(harness.task().meter().counters().getRecordsIn()).isEqualTo(2);
        assertThat(harness.task().meter().firstRecordAt()).isPositive();
    }

    @Test
    void splitsThatComeBeforeTheTaskIsOpenWait() {
        reading();
        harness.start().assignSplits(1, List.of(ListSource.split("5")), true);
        assertThat(harness.emitted()).containsExactly("6", "WMAX", "END");
    }

    @Test
    void aWaitingReaderLetsTheTaskIdleForAsLong() {
        reading();
        harness.run();
        assign("1,wait-50,2");
        assertThat(harness.emitted()).containsExactly("2");
        assertThat(harness.task().idleNanos()).isEqualTo(Duration.ofMillis(50).toNanos());
        harness.clock.advance(Duration.ofMillis(50));
        assertThat(harness.emitted()).containsExactly("3");
    }

    @Test
    void aFailureNamesOperatorExceptionLineAndTheRecordsSource() {
        reading();
        harness.run();
        assign("1,two,3");
        assertThat(harness.emitted()).containsExactly("2");
        var failure = harness.listener.failure();
        assertThat(failure.getOperator()).isEqualTo("add one");
        assertThat(failure.getExceptionClass()).isEqualTo("java.lang.NumberFormatException");
        assertThat(failure.getMessage()).isEqualTo("For input string: \"two\"");
        assertThat(failure.getUserFrame()).isEqualTo("FailsOnNumber.java:9");
        assertThat(failure.getRecordSource()).isEqualTo("record two");
        assertThat(failure.getKind()).isEqualTo("USER_CODE");
        assertThat(failure.getStackTrace()).contains("com.example.program.FailsOnNumber.map");
        assertThat(harness.listener.events()).containsExactly("RUNNING", "FAILED");
    }

    @Test
    void whatAssignsTimesIsUserCode() {
        harness.last(
                "numbers",
                new OperatorDescriptor.SourceRead<>(
                        new ListSource(),
                        WatermarkStrategy.<String>forMonotonousTimestamps()
                                .withTimestampAssigner((value, before) -> Long.parseLong(value))),
                Types.STRING);
        harness.run();
        assign("x");
        harness.run();
        assertThat(harness.listener.failure().getOperator()).isEqualTo("numbers");
        assertThat(harness.listener.failure().getKind()).isEqualTo("USER_CODE");
        assertThat(harness.listener.failure().getMessage()).isEqualTo("For input string: \"x\"");
    }

    @Test
    void aSplitThatCannotBeReadFailsTheSource() {
        reading();
        harness.run();
        harness.task().assignSplits(99, List.of(ListSource.split("1")), false);
        harness.run();
        assertThat(harness.listener.failure().getOperator()).isEqualTo("numbers");
        assertThat(harness.listener.failure().getKind()).isEqualTo("CONNECTOR");
        assertThat(harness.listener.failure().getMessage()).isEqualTo("unknown version 99");
    }

    private void reading() {
        harness.then("numbers", new OperatorDescriptor.SourceRead<>(new ListSource()), Types.STRING)
                .last("add one", new OperatorDescriptor.Map<>(new FailsOnNumber()), Types.STRING);
    }

    private void assign(String records) {
        harness.task().assignSplits(1, List.of(ListSource.split(records)), false);
    }
}

package io.yarnflink.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.accumulators.Accumulator;
import io.yarnflink.api.accumulators.IntCounter;
import io.yarnflink.api.accumulators.ListAccumulator;
import io.yarnflink.api.accumulators.LongCounter;
import io.yarnflink.api.common.JobExecutionResult;
import io.yarnflink.api.common.JobID;
import io.yarnflink.api.common.JobSubmissionResult;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FinalAccumulatorsTest {
    private static final JobID JOB = new JobID(1, 2);

    private static FinalAccumulators.Owned owned(String operator, String name, Accumulator<?, ?> accumulator) {
        return new FinalAccumulators.Owned(operator, name, accumulator);
    }

    private static ByteBuffer task(FinalAccumulators.Owned... accumulators) {
        return ByteBuffer.wrap(FinalAccumulators.encode(List.of(accumulators)));
    }

    private static JobExecutionResult result(ByteBuffer... tasks) {
        return new JobExecutionResult(
                JOB, 1500, FinalAccumulators.merge(List.of(tasks), FinalAccumulatorsTest.class.getClassLoader()));
    }

    @Test
    void accumulatorsOfOneNameAreMergedOverAllTasks() {
        ListAccumulator<String> seen = new ListAccumulator<>();
        seen.add("x");
        JobExecutionResult result = result(
                task(owned("Map", "n", new IntCounter(3)), owned("Map", "seen", seen)),
                task(),
                task(owned("Filter", "n", new IntCounter(4)), owned("Filter", "big", new LongCounter(1L << 40))));
        assertThat(result.getAllAccumulatorResults()).isEqualTo(Map.of("n", 7, "seen", List.of("x"), "big", 1L << 40));
        assertThat(result.getIntCounterResult("n")).isEqualTo(7);
        assertThat(result.<Long>getAccumulatorResult("big")).isEqualTo(1L << 40);
        assertThat(result.<Object>getAccumulatorResult("none")).isNull();
        assertThatThrownBy(() -> result.getIntCounterResult("big"))
                .isInstanceOf(ClassCastException.class)
                .hasMessageContaining("'big'")
                .hasMessageContaining("java.lang.Long");
        assertThat(result.getNetRuntime()).isEqualTo(1500);
        assertThat(result.getNetRuntime(TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(result.toString()).contains(JOB.toString(), "1500 ms", "\n- n: 7");
    }

    @Test
    void accumulatorsOfOneNameAndTwoTypesAreAnErrorThatNamesBoth() {
        JobExecutionResult result = result(
                task(owned("Map", "n", new IntCounter(3)), owned("Map", "ok", new IntCounter(1))),
                task(owned("Filter", "n", new LongCounter(4))));
        assertThatThrownBy(() -> result.getAccumulatorResult("n"))
                .hasMessageContaining("'n' is a io.yarnflink.api.accumulators.IntCounter in operator 'Map'")
                .hasMessageContaining("io.yarnflink.api.accumulators.LongCounter in operator 'Filter'");
        assertThatThrownBy(result::getAllAccumulatorResults).hasMessageContaining("'n'");
        assertThat(result.getIntCounterResult("ok")).isEqualTo(1);
        assertThat(result.toString()).contains("- n: not merged");
    }

    @Test
    void accumulatorsThatCannotBeMergedAreAnErrorThatNamesTheirOperators() {
        JobExecutionResult result =
                result(task(owned("Map", "odd", new Unmergeable())), task(owned("Filter", "odd", new Unmergeable())));
        assertThatThrownBy(() -> result.getAccumulatorResult("odd"))
                .hasMessageContaining("'odd' of operators 'Map' and 'Filter' cannot be merged")
                .hasMessageContaining("never");
    }

    @Test
    void onlyAResultThatSomebodyWaitedForIsThere() {
        JobSubmissionResult submitted = new JobSubmissionResult(JOB);
        assertThat(submitted.getJobID()).isEqualTo(JOB);
        assertThat(submitted.isJobExecutionResult()).isFalse();
        assertThatThrownBy(submitted::getJobExecutionResult).hasMessageContaining("no result");
        assertThatThrownBy(() -> JobExecutionResult.fromJobSubmissionResult(submitted))
                .hasMessageContaining("nobody waited");
        JobExecutionResult result = result();
        assertThat(result.isJobExecutionResult()).isTrue();
        assertThat(JobExecutionResult.fromJobSubmissionResult(result)).isSameAs(result);
        assertThat(result.getJobExecutionResult()).isSameAs(result);
    }

    private static final class Unmergeable extends IntCounter {
        @Override
        public void merge(Accumulator<Integer, Integer> other) {
            throw new IllegalStateException("never");
        }
    }
}

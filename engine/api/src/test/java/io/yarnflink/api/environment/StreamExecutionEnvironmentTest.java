package io.yarnflink.api.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.DetachedJobExecutionResult;
import io.yarnflink.api.common.JobExecutionException;
import io.yarnflink.api.common.JobExecutionResult;
import io.yarnflink.api.common.JobStatus;
import io.yarnflink.api.common.NumberSequenceIterator;
import io.yarnflink.api.common.OptionalFailure;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.CoreOptions;
import io.yarnflink.api.configuration.PipelineOptions;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.datastream.DataStreamSource;
import io.yarnflink.api.spi.Program;
import io.yarnflink.api.transformation.Transformation;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamExecutionEnvironmentTest {
    private final StreamExecutionEnvironment environment = new StreamExecutionEnvironment();

    @Test
    void executeWaitsForTheResult() throws Exception {
        RecordingExecutor executor = new RecordingExecutor(new ScriptedJob().finished());
        executor.run(() -> {
            environment.fromSequence(1, 9).print();
            JobExecutionResult result = environment.execute("counting");

            assertThat(result.getJobID()).isEqualTo(ScriptedJob.ID);
            assertThat(result.getNetRuntime()).isEqualTo(5);
            assertThat(result.<Long>getAccumulatorResult("count")).isEqualTo(3);
        });

        assertThat(executor.programs()).extracting(Program::jobName).containsExactly("counting");
    }

    @Test
    void executeThrowsTheFailureOfTheJobItself() throws Exception {
        new RecordingExecutor(new ScriptedJob().failed("map 'x' failed")).run(() -> {
            environment.fromSequence(1, 9).print();
            assertThatThrownBy(environment::execute)
                    .isInstanceOf(JobExecutionException.class)
                    .hasMessage("map 'x' failed");
        });
    }

    @Test
    void aDetachedJobHasAnIdAndNoResult() throws Exception {
        new RecordingExecutor(new ScriptedJob().detached()).run(() -> {
            environment.fromSequence(1, 9).print();
            JobExecutionResult result = environment.execute();

            assertThat(result).isInstanceOf(DetachedJobExecutionResult.class);
            assertThat(result.getJobID()).isEqualTo(ScriptedJob.ID);
            assertThatThrownBy(() -> result.getAccumulatorResult("count"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The accumulators of job " + ScriptedJob.ID + " cannot be read here: it was submitted"
                            + " detached, so this program does not wait for its end. Submit without --detached");
            assertThatThrownBy(result::getNetRuntime).hasMessageStartingWith("The run time of job");
        });
    }

    @Test
    void executeAsyncHandsOutTheJob() throws Exception {
        new RecordingExecutor(new ScriptedJob()).run(() -> {
            environment.fromSequence(1, 9).print();
            JobClient job = environment.executeAsync();

            assertThat(job.getJobID()).isEqualTo(ScriptedJob.ID);
            assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
            assertThat(job.getJobExecutionResult()).isNotDone();
            assertThat(job.cancel()).isCompleted();
        });
    }

    @Test
    void theAccumulatorsOfARunningJobCanBeReadAndThenThoseOfItsEnd() throws Exception {
        ScriptedJob scripted = new ScriptedJob().accumulating(Map.of("n", OptionalFailure.of(3)));
        new RecordingExecutor(scripted).run(() -> {
            environment.fromSequence(1, 9).print();
            JobClient job = environment.executeAsync();
            assertThat(job.getAccumulators().get()).isEqualTo(Map.of("n", 3));
            scripted.finished();
            assertThat(job.getAccumulators().get())
                    .isEqualTo(job.getJobExecutionResult().get().getAllAccumulatorResults());
        });
    }

    @Test
    void aProgramIsExecutedOnce() throws Exception {
        RecordingExecutor executor = new RecordingExecutor(new ScriptedJob().finished());
        executor.run(() -> {
            environment.fromSequence(1, 9).print();
            environment.execute();
            assertThatThrownBy(environment::execute)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("No operators defined in streaming topology. Cannot execute.");
            environment.fromSequence(1, 3).print();
            environment.execute();
        });

        assertThat(executor.programs())
                .extracting(program -> program.roots().size())
                .containsExactly(1, 1);
    }

    @Test
    void whatNothingReadsIsARootAndNothingElse() throws Exception {
        RecordingExecutor executor = new RecordingExecutor(new ScriptedJob().finished());
        executor.run(() -> {
            DataStream<Long> numbers =
                    environment.fromSequence(1, 9).filter(number -> true).name("read");
            numbers.rebalance().print().name("out");
            numbers.union(numbers).map(number -> number).name("unread").rebalance();
            environment.execute();
        });

        assertThat(executor.programs().get(0).roots())
                .extracting(Transformation::name)
                .containsExactly("out", "unread");
    }

    @Test
    void withoutAnExecutorTheRemedyIsNamed() {
        environment.fromSequence(1, 9).print();

        assertThatThrownBy(environment::execute).hasMessageContaining("yarn-flink submit");
    }

    @Test
    void theLaunchersConfigurationHoldsUntilTheProgramOverridesIt() throws Exception {
        Configuration launched = new Configuration()
                .set(PipelineOptions.NAME, "from the launcher")
                .set(PipelineOptions.OBJECT_REUSE, true)
                .set(PipelineOptions.MAX_PARALLELISM, 64);
        Configuration own =
                new Configuration().set(PipelineOptions.MAX_PARALLELISM, 32).set(CoreOptions.DEFAULT_PARALLELISM, 5);
        RecordingExecutor executor = new RecordingExecutor(new ScriptedJob().finished(), launched);
        executor.run(() -> {
            StreamExecutionEnvironment configured = StreamExecutionEnvironment.getExecutionEnvironment(own);
            assertThat(configured.getParallelism()).isEqualTo(5);
            assertThat(configured.getMaxParallelism()).isEqualTo(32);
            assertThat(configured.getConfig().isObjectReuseEnabled()).isTrue();
            assertThat(StreamExecutionEnvironment.getExecutionEnvironment().getParallelism())
                    .isEqualTo(3);
            configured.disableOperatorChaining().fromSequence(1, 9).print();
            configured.execute();
        });

        Program program = executor.programs().get(0);
        assertThat(program.jobName()).isEqualTo("from the launcher");
        assertThat(program.configuration().get(PipelineOptions.OPERATOR_CHAINING))
                .isFalse();
    }

    @Test
    void elementsHaveTheTypeOfTheFirst() {
        assertThat(environment.fromData("a", "b").getType()).isEqualTo(Types.STRING);
        assertThat(environment.fromElements(Tuple2.of("a", 1)).getType())
                .isEqualTo(Types.TUPLE(Types.STRING, Types.INT));
        assertThat(environment.fromCollection(List.of(1L)).getType()).isEqualTo(Types.LONG);
        assertThat(environment.fromData(List.<Long>of(), Types.LONG).getType()).isEqualTo(Types.LONG);
        assertThat(environment.fromData(Number.class, 1, 2L).getType().getTypeClass())
                .isEqualTo(Number.class);
    }

    @Test
    void elementsMayBeGivenInEveryOlderForm() {
        assertThat(environment.fromElements(Number.class, 1, 2L).getType().getTypeClass())
                .isEqualTo(Number.class);
        assertThat(environment.fromCollection(List.of(), Types.STRING).getType())
                .isEqualTo(Types.STRING);
        assertThat(environment
                        .fromCollection(new NumberSequenceIterator(1, 3), Types.LONG)
                        .getType())
                .isEqualTo(Types.LONG);
        assertThat(environment
                        .fromCollection(new NumberSequenceIterator(1, 3), Long.class)
                        .getParallelism())
                .isEqualTo(1);
    }

    @Test
    void elementsThatCannotBeAStreamAreRefusedWhereTheyAreNamed() {
        assertThatThrownBy(() -> environment.fromData(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The type of no elements cannot be determined");
        assertThatThrownBy(() -> environment.fromCollection(Arrays.asList(1, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("element 1 is null: elements of a stream cannot be null");
        assertThatThrownBy(() -> environment.<Object>fromData("a", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("element 1 is a java.lang.Integer, but the stream's type is String");
    }

    @Test
    void elementsAreNotReadInParallel() {
        DataStreamSource<String> source = environment.fromData("a");

        assertThat(source.getParallelism()).isEqualTo(1);
        assertThatThrownBy(() -> source.setParallelism(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Operator 'Collection Source' cannot run in parallel: its parallelism is 1, not 2");
    }
}

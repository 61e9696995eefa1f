package io.yarnflink.api.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.CheckpointingMode;
import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.JobExecutionResult;
import io.yarnflink.api.common.RestartStrategies;
import io.yarnflink.api.common.TimeCharacteristic;
import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.ConfigOption;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.CoreOptions;
import io.yarnflink.api.configuration.PipelineOptions;
import io.yarnflink.api.configuration.ReadableConfig;
import io.yarnflink.api.configuration.RestartStrategyOptions;
import io.yarnflink.api.configuration.StateBackendOptions;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.state.EmbeddedRocksDBStateBackend;
import io.yarnflink.api.state.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import io.yarnflink.api.state.HashMapStateBackend;
import io.yarnflink.api.state.StateBackend;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // The names of release 1 are tested too.
class EnvironmentSettingsTest {
    private final StreamExecutionEnvironment environment = new StreamExecutionEnvironment();

    @Test
    void checkpointsAreAskedForInManyWays() {
        assertThat(environment.getCheckpointInterval()).isEqualTo(-1);
        assertThat(environment.enableCheckpointing(100)).isSameAs(environment);
        assertThat(environment.getCheckpointInterval()).isEqualTo(100);
        environment.enableCheckpointing(200, CheckpointingMode.AT_LEAST_ONCE);
        assertThat(environment.getCheckpointInterval()).isEqualTo(200);
        assertThat(environment.getCheckpointingMode()).isEqualTo(CheckpointingMode.AT_LEAST_ONCE);
        assertThat(environment.getCheckpointingConsistencyMode()).isEqualTo(CheckpointingMode.AT_LEAST_ONCE);
        environment.enableCheckpointing();
        assertThat(environment.getCheckpointInterval()).isEqualTo(500);
        assertThat(environment.isUnalignedCheckpointsEnabled()).isFalse();
        environment.getCheckpointConfig().enableUnalignedCheckpoints();
        assertThat(environment.isUnalignedCheckpointsEnabled()).isTrue();
        assertThat(environment.isForceUnalignedCheckpoints()).isFalse();
    }

    @Test
    void aStateBackendIsAWayToSaySettings() {
        assertThat(environment.getStateBackend()).isNull();
        StateBackend rocksDb = new EmbeddedRocksDBStateBackend(false);
        assertThat(environment.setStateBackend(rocksDb)).isSameAs(environment);
        Configuration settings = environment.getConfiguration();
        assertThat(environment.getStateBackend()).isSameAs(rocksDb);
        assertThat(settings.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");
        assertThat(settings.get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS)).isFalse();
        environment.setStateBackend(new EmbeddedRocksDBStateBackend());
        assertThat(settings.get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS))
                .as("it says nothing of that")
                .isFalse();
        environment.setStateBackend(new EmbeddedRocksDBStateBackend(true));
        assertThat(settings.get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS)).isTrue();
        environment.setStateBackend(new HashMapStateBackend());
        assertThat(settings.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("hashmap");
    }

    @Test
    void timersOfRocksDbAreOnTheHeapAndNowhereElse() {
        EmbeddedRocksDBStateBackend rocksDb = new EmbeddedRocksDBStateBackend();
        assertThat(rocksDb.isIncrementalCheckpointsEnabled()).isTrue();
        rocksDb.setPriorityQueueStateType(PriorityQueueStateType.HEAP);
        assertThat(rocksDb.getPriorityQueueStateType()).isEqualTo(PriorityQueueStateType.HEAP);
        assertThatThrownBy(() -> rocksDb.setPriorityQueueStateType(PriorityQueueStateType.ROCKSDB))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Timers cannot be kept in RocksDB");
    }

    @Test
    void savepointsHaveAPlace() {
        assertThat(environment.getDefaultSavepointDirectory()).isNull();
        environment.setDefaultSavepointDirectory("hdfs:///a");
        assertThat(environment.getDefaultSavepointDirectory()).isEqualTo(new Path("hdfs:///a"));
        environment.setDefaultSavepointDirectory(URI.create("hdfs:///b"));
        assertThat(environment.getDefaultSavepointDirectory()).isEqualTo(new Path("hdfs:///b"));
        environment.setDefaultSavepointDirectory(new Path("hdfs:///c"));
        assertThat(environment.getConfiguration().get(CheckpointingOptions.SAVEPOINT_DIRECTORY))
                .isEqualTo("hdfs:///c");
    }

    @Test
    void whatFollowsAFailureCanBeSaid() {
        assertThat(environment.getRestartStrategy()).isEqualTo(RestartStrategies.fallBackRestart());
        assertThat(environment.getNumberOfExecutionRetries()).isEqualTo(-1);
        environment.setNumberOfExecutionRetries(4);
        assertThat(environment.getNumberOfExecutionRetries()).isEqualTo(4);
        assertThat(environment.getRestartStrategy()).isEqualTo(RestartStrategies.fixedDelayRestart(4, 0));
        environment.setRestartStrategy(RestartStrategies.noRestart());
        assertThat(environment.getRestartStrategy().getDescription()).isEqualTo("No restart.");
    }

    @Test
    void theTimeOfWindowsOfReleaseOneCanBeChosen() {
        assertThat(environment.getStreamTimeCharacteristic()).isEqualTo(TimeCharacteristic.EventTime);
        environment.setStreamTimeCharacteristic(TimeCharacteristic.ProcessingTime);
        assertThat(environment.getStreamTimeCharacteristic()).isEqualTo(TimeCharacteristic.ProcessingTime);
        assertThat(environment.getConfig().getAutoWatermarkInterval()).isZero();
        environment.setStreamTimeCharacteristic(TimeCharacteristic.EventTime);
        assertThat(environment.getConfig().getAutoWatermarkInterval()).isEqualTo(200);
        assertThat(new Configuration().get(StreamPipelineOptions.TIME_CHARACTERISTIC))
                .isEqualTo(TimeCharacteristic.EventTime);
    }

    @Test
    void recordsWaitNoLongerThanAsked() {
        assertThat(environment.getBufferTimeout()).isEqualTo(100);
        assertThat(environment.setBufferTimeout(-1).getBufferTimeout()).isEqualTo(-1);
        assertThat(environment.setBufferTimeout(0).getBufferTimeout()).isZero();
        assertThatThrownBy(() -> environment.setBufferTimeout(-2)).hasMessageContaining("at least -1, was -2");
    }

    @Test
    void aConfigurationReachesEverySetting() {
        environment.configure(new Configuration()
                .set(CoreOptions.DEFAULT_PARALLELISM, 3)
                .set(PipelineOptions.MAX_PARALLELISM, 64)
                .set(PipelineOptions.OBJECT_REUSE, true)
                .set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(5))
                .set(PipelineOptions.CLOSURE_CLEANER_LEVEL, ExecutionConfig.ClosureCleanerLevel.TOP_LEVEL)
                .set(PipelineOptions.GENERIC_TYPES, false)
                .set(PipelineOptions.AUTO_GENERATE_UIDS, false)
                .set(PipelineOptions.GLOBAL_JOB_PARAMETERS, Map.of("a", "1,2", "b:c", "x:y"))
                .set(PipelineOptions.OPERATOR_CHAINING_CHAIN_OPERATORS_WITH_DIFFERENT_MAX_PARALLELISM, false)
                .set(CheckpointingOptions.SNAPSHOT_COMPRESSION, true)
                .set(RestartStrategyOptions.RESTART_STRATEGY, "failure-rate"));
        ExecutionConfig config = environment.getConfig();
        assertThat(environment.getParallelism()).isEqualTo(3);
        assertThat(environment.getMaxParallelism()).isEqualTo(64);
        assertThat(config.isObjectReuseEnabled()).isTrue();
        assertThat(config.getAutoWatermarkInterval()).isEqualTo(5);
        assertThat(config.getClosureCleanerLevel()).isEqualTo(ExecutionConfig.ClosureCleanerLevel.TOP_LEVEL);
        assertThat(config.hasGenericTypesDisabled()).isTrue();
        assertThat(config.hasAutoGeneratedUIDsEnabled()).isFalse();
        assertThat(config.getGlobalJobParameters().toMap()).isEqualTo(Map.of("a", "1,2", "b:c", "x:y"));
        assertThat(environment.isChainingOfOperatorsWithDifferentMaxParallelismEnabled())
                .isFalse();
        assertThat(config.isUseSnapshotCompression()).isTrue();
        assertThat(environment.getRestartStrategy())
                .isEqualTo(RestartStrategies.failureRateRestart(1, Duration.ofMinutes(1), Duration.ofSeconds(1)));
    }

    @Test
    void settingsComeFromAnyReadableConfigurationToo() {
        Configuration values = new Configuration()
                .set(CoreOptions.DEFAULT_PARALLELISM, 5)
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
        environment.configure(
                new ReadableConfig() {
                    @Override
                    public <T> T get(ConfigOption<T> option) {
                        return values.get(option);
                    }

                    @Override
                    public <T> Optional<T> getOptional(ConfigOption<T> option) {
                        return values.getOptional(option);
                    }
                },
                getClass().getClassLoader());
        assertThat(environment.getParallelism()).isEqualTo(5);
        assertThat(environment.getConfiguration().get(CoreOptions.DEFAULT_PARALLELISM))
                .isEqualTo(5);
        assertThat(environment.getCheckpointInterval()).isEqualTo(1000);
    }

    @Test
    void listenersHearOfJobsThatStartAndEnd() throws Exception {
        List<String> heard = new ArrayList<>();
        JobListener listener = new JobListener() {
            @Override
            public void onJobSubmitted(@Nullable JobClient client, @Nullable Throwable failure) {
                heard.add("submitted " + (client == null ? failure : client.getJobID()));
            }

            @Override
            public void onJobExecuted(@Nullable JobExecutionResult result, @Nullable Throwable failure) {
                heard.add("executed " + (result == null ? failure : result.getJobID()));
            }
        };
        environment.registerJobListener(listener);
        assertThat(environment.getJobListeners()).containsExactly(listener);
        new RecordingExecutor(new ScriptedJob().finished()).run(() -> {
            environment.fromSequence(1, 9).print();
            environment.execute();
            environment.fromSequence(1, 9).print();
            environment.executeAsync();
        });
        new RecordingExecutor(new ScriptedJob().failed("broken")).run(() -> {
            environment.fromSequence(1, 9).print();
            assertThatThrownBy(environment::execute).hasMessage("broken");
        });
        String id = ScriptedJob.ID.toString();
        assertThat(heard)
                .hasSize(5)
                .startsWith("submitted " + id, "executed " + id, "submitted " + id, "submitted " + id)
                .last()
                .asString()
                .endsWith("broken");
        environment.clearJobListeners();
        assertThat(environment.getJobListeners()).isEmpty();
    }

    @Test
    void closingForgetsWhatWasNotExecuted() throws Exception {
        environment.fromSequence(1, 9).print();
        environment.registerJobListener(new JobListener() {
            @Override
            public void onJobSubmitted(@Nullable JobClient client, @Nullable Throwable failure) {}

            @Override
            public void onJobExecuted(@Nullable JobExecutionResult result, @Nullable Throwable failure) {}
        });
        environment.close();
        assertThat(environment.getTransformations()).isEmpty();
        assertThat(environment.getJobListeners()).isEmpty();
        assertThatThrownBy(environment::execute).hasMessageContaining("No operators defined");
    }

    @Test
    void thePlanIsThatOfTheExecutorAndExecutesNothing() throws Exception {
        RecordingExecutor executor = new RecordingExecutor(new ScriptedJob().finished());
        executor.run(() -> {
            environment.fromSequence(1, 9).print();
            assertThat(environment.getExecutionPlan()).isEqualTo("plan of 1");
            environment.execute();
        });
        assertThat(executor.programs()).hasSize(1);
    }

    @Test
    void theConfigurationTravelsWithTheJob() throws Exception {
        RecordingExecutor executor = new RecordingExecutor(new ScriptedJob().finished());
        executor.run(() -> {
            environment.enableCheckpointing(1234);
            environment.fromSequence(1, 9).print();
            environment.execute();
        });
        assertThat(executor.programs()
                        .get(0)
                        .executionConfig()
                        .jobConfiguration()
                        .get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
                .isEqualTo(Duration.ofMillis(1234));
    }

    @Test
    void localEnvironmentsHaveAsManySubtasksAsTheMachineHasCores() throws Exception {
        int before = StreamExecutionEnvironment.getDefaultLocalParallelism();
        assertThat(before).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(StreamExecutionEnvironment.createLocalEnvironment().getParallelism())
                .isEqualTo(before);
        assertThat(StreamExecutionEnvironment.createLocalEnvironment(7).getParallelism())
                .isEqualTo(7);
        try {
            StreamExecutionEnvironment.setDefaultLocalParallelism(5);
            assertThat(StreamExecutionEnvironment.createLocalEnvironment(new Configuration())
                            .getParallelism())
                    .isEqualTo(5);
        } finally {
            StreamExecutionEnvironment.setDefaultLocalParallelism(before);
        }
        Configuration three = new Configuration().set(CoreOptions.DEFAULT_PARALLELISM, 3);
        assertThat(StreamExecutionEnvironment.createLocalEnvironment(three).getParallelism())
                .isEqualTo(3);
        assertThat(new LocalStreamEnvironment(three).getParallelism()).isEqualTo(3);
        assertThatThrownBy(() -> StreamExecutionEnvironment.setDefaultLocalParallelism(0))
                .hasMessageContaining("at least 1, was 0");
        // The launcher's executor is not asked: the program wants to run here.
        new RecordingExecutor(new ScriptedJob().finished()).run(() -> {
            LocalStreamEnvironment local = new LocalStreamEnvironment();
            local.fromSequence(1, 2).print();
            assertThatThrownBy(local::execute).hasMessageContaining("put yarn-flink-testkit on the class path");
        });
    }

    @Test
    void aContextMayMakeTheEnvironmentsOfPrograms() {
        StreamExecutionEnvironment made = Context.during(configuration ->
                new StreamExecutionEnvironment(configuration.set(CoreOptions.DEFAULT_PARALLELISM, 11)));
        assertThat(made.getParallelism()).isEqualTo(11);
        assertThat(StreamExecutionEnvironment.getExecutionEnvironment()
                        .getConfig()
                        .getParallelism())
                .isEqualTo(ExecutionConfig.PARALLELISM_DEFAULT);
        assertThat(new Context().loader()).isSameAs(Thread.currentThread().getContextClassLoader());
    }

    @Test
    void anEnvironmentTakesItsClassesFromWhereItIsTold() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(new URL[0], getClass().getClassLoader())) {
            var made = new Context(new Configuration().set(PipelineOptions.OPERATOR_CHAINING, false), loader);
            assertThat(made.loader()).isSameAs(loader);
            assertThat(made.isChainingEnabled()).isFalse();
        }
        assertThat(environment.isChainingEnabled()).isTrue();
        assertThat(environment.disableOperatorChaining().isChainingEnabled()).isFalse();
    }

    @Test
    void localEnvironmentsTakeParallelismAndConfigurationTogether() {
        LocalStreamEnvironment local = StreamExecutionEnvironment.createLocalEnvironment(
                4, new Configuration().set(CoreOptions.DEFAULT_PARALLELISM, 9).set(PipelineOptions.OBJECT_REUSE, true));
        assertThat(local.getParallelism()).isEqualTo(4);
        assertThat(local.getConfig().isObjectReuseEnabled()).isTrue();
    }

    @Test
    void pojoClassesMayBeNamedAndOtherTypesNeedNot() {
        environment.registerType(Point.class);
        environment.registerType(String.class);
        assertThat(environment.getConfig().getRegisteredPojoTypes()).containsExactly(Point.class);
    }

    @Test
    void optionsOfReleaseOneAreThoseOfReleaseTwo() {
        var checkpoints = new ExecutionCheckpointingOptions() {
            String interval() {
                return CHECKPOINTING_INTERVAL.key();
            }
        };
        var pipeline = new StreamPipelineOptions() {
            String time() {
                return TIME_CHARACTERISTIC.key();
            }
        };
        assertThat(checkpoints.interval()).isEqualTo("execution.checkpointing.interval");
        assertThat(pipeline.time()).isEqualTo("pipeline.time-characteristic");
        assertThat(new ExecutionCheckpointingOptions()).isNotEqualTo(new StreamPipelineOptions());
    }

    /** A POJO. */
    public static final class Point {
        public int x;
        public int y;
    }

    private static final class Context extends StreamExecutionEnvironment {
        static StreamExecutionEnvironment during(StreamExecutionEnvironmentFactory factory) {
            initializeContextEnvironment(factory);
            try {
                return getExecutionEnvironment();
            } finally {
                resetContextEnvironment();
            }
        }

        Context() {}

        Context(Configuration configuration, ClassLoader loader) {
            super(configuration, loader);
        }

        ClassLoader loader() {
            return getUserClassloader();
        }
    }
}

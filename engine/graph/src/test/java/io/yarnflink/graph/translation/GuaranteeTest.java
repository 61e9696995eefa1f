package io.yarnflink.graph.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.CheckpointingMode;
import io.yarnflink.api.common.RuntimeExecutionMode;
import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.sink.DiscardingSink;
import io.yarnflink.api.functions.sink.SinkFunction;
import io.yarnflink.api.functions.source.SourceFunction;
import io.yarnflink.api.state.CheckpointListener;
import io.yarnflink.api.state.CheckpointedFunction;
import io.yarnflink.api.state.FunctionInitializationContext;
import io.yarnflink.api.state.FunctionSnapshotContext;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class GuaranteeTest {
    private static Guarantee of(Consumer<StreamExecutionEnvironment> body) {
        return Guarantee.of(StreamGraphGenerator.generate(Programs.program(body), 2));
    }

    /** Makes its output visible with checkpoints. */
    private static class Committing implements SinkFunction<Long>, CheckpointedFunction, CheckpointListener {
        @Override
        public void invoke(Long value, Context context) {}

        @Override
        public void snapshotState(FunctionSnapshotContext context) {}

        @Override
        public void initializeState(FunctionInitializationContext context) {}

        @Override
        public void notifyCheckpointComplete(long checkpointId) {}
    }

    /** Forgets what it emitted. */
    private static class Forgetful implements SourceFunction<Long> {
        @Override
        public void run(SourceContext<Long> context) {}

        @Override
        public void cancel() {}
    }

    /** Goes on where it was. */
    private static class Replaying extends Forgetful implements CheckpointedFunction {
        @Override
        public void snapshotState(FunctionSnapshotContext context) {}

        @Override
        public void initializeState(FunctionInitializationContext context) {}
    }

    @Test
    void splitsCheckpointsAndCommitsMakeExactlyOnce() {
        Guarantee guarantee = of(env -> {
            env.enableCheckpointing(1000);
            env.fromSequence(1, 2).addSink(new Committing());
            env.fromSequence(1, 2).addSink(new DiscardingSink<>());
            env.addSource(new Replaying(), "loop", io.yarnflink.api.typeinfo.Types.LONG)
                    .addSink(new Committing());
        });
        assertThat(guarantee.line()).isEqualTo("exactly-once");
    }

    @Test
    void theWeakestPartDecidesAndEachOneIsNamed() {
        Guarantee printing = of(env -> {
            env.enableCheckpointing(1000);
            env.fromSequence(1, 2).print().name("screen");
        });
        assertThat(printing.line())
                .isEqualTo("at-least-once ('Sink: screen' commits nothing: a restart writes records again)");
        Guarantee relaxed = of(env -> {
            env.enableCheckpointing(1000, CheckpointingMode.AT_LEAST_ONCE);
            env.fromSequence(1, 2).addSink(new Committing());
        });
        assertThat(relaxed.line()).isEqualTo("at-least-once (the checkpointing mode is at-least-once)");
        Guarantee lossy = of(env -> {
            env.enableCheckpointing(1000);
            env.addSource(new Forgetful(), "socket", io.yarnflink.api.typeinfo.Types.LONG)
                    .print()
                    .name("screen");
        });
        assertThat(lossy.level()).isEqualTo(Guarantee.Level.NONE);
        assertThat(lossy.line())
                .isEqualTo("none ('Source: socket' cannot go back, so that a restart loses records;"
                        + " 'Sink: screen' commits nothing: a restart writes records again)");
    }

    @Test
    void functionsThatPublishAtTheEndOfTheirSubtaskDoSoAgainAfterARestart() {
        Guarantee guarantee = of(env -> {
            env.enableCheckpointing(1000);
            env.configure(new Configuration().set(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, false));
            env.fromSequence(1, 2).addSink(new Committing()).name("files");
        });
        assertThat(guarantee.line())
                .isEqualTo("at-least-once ('Sink: files' publishes when its subtask ends, and"
                        + " execution.checkpointing.checkpoints-after-tasks-finish is false: a restart after that writes"
                        + " its last records again)");
    }

    @Test
    void aJobThatGivesItsRecordsToTheClientDoesNotRestartOnceItHasSome() {
        Guarantee guarantee = of(env -> {
            env.enableCheckpointing(1000);
            env.fromSequence(1, 2).collectAsync();
        });
        assertThat(guarantee.level()).isEqualTo(Guarantee.Level.ONCE_OR_FAILED);
        assertThat(guarantee.line())
                .contains("gives records to the client: once it has some, the job does not restart");
    }

    @Test
    void withoutCheckpointsAJobThatFailsShowsOnlyWhatItsSinksDoNotHoldBack() {
        assertThat(of(env -> env.fromSequence(1, 2).addSink(new Committing())).line())
                .isEqualTo("exactly-once if the job does not fail (no checkpoint interval is set)");
        assertThat(of(env -> env.fromSequence(1, 2).print().name("screen")).line())
                .isEqualTo("at-least-once (no checkpoint interval is set;"
                        + " 'Sink: screen' commits nothing: what it wrote before a failure stays)");
        assertThat(of(env -> {
                            env.setRuntimeMode(RuntimeExecutionMode.BATCH);
                            env.enableCheckpointing(1000);
                            env.fromSequence(1, 2).addSink(new Committing());
                        })
                        .line())
                .isEqualTo("exactly-once if the job does not fail (BATCH takes no checkpoints)");
    }
}

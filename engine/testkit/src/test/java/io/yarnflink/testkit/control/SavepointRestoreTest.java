package io.yarnflink.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.graph.JobVertex;
import io.yarnflink.jobmanager.checkpoints.CheckpointCoordinator;
import io.yarnflink.jobmanager.checkpoints.CheckpointRequest;
import io.yarnflink.state.checkpoint.SavepointFolder;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.format.KeyGroupState;
import io.yarnflink.state.format.KeyedPart;
import io.yarnflink.state.format.OperatorSubtaskState;
import io.yarnflink.state.format.PendingCommit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SavepointRestoreTest extends CoordinatedJob {
    /** A savepoint of the job and of a sink that the job does not have any more. */
    private void savepointWithASinkThatIsGone() throws Exception {
        savepointOf(metadata -> {
            PendingCommit ofSink = metadata.getCommits().get(0);
            List<PendingCommit> commits = new ArrayList<>(metadata.getCommits());
            commits.add(new PendingCommit("ab".repeat(16), "gone", 0, 1L, 1, ofSink.getCommittables()));
            metadata.setCommits(commits);
        });
    }

    /** A savepoint of another job, which differs from this one. */
    private void savepointOf(Consumer<CheckpointMetadata> difference) throws Exception {
        run(new CheckpointRequest(FOLDER, false, false));
        acknowledgeAll(1);
        CheckpointMetadata metadata = new SavepointFolder(files.open(FOLDER)).read();
        difference.accept(metadata);
        new SavepointFolder(files.open(FOLDER)).discard();
        new SavepointFolder(files.open(FOLDER)).prepare();
        new SavepointFolder(files.open(FOLDER)).complete(metadata);
        main.execute(() -> coordinator.suspend("this job ends"));
    }

    @Test
    void whatASinkPreparedThatTheJobHasNoMoreIsLeftBehindOnlyWhenAsked() throws Exception {
        savepointWithASinkThatIsGone();
        Map<String, String> restore = new HashMap<>(Map.of("execution.state-recovery.path", FOLDER));
        CheckpointCoordinator refused = coordinator("memory:/checkpoints/refused", restore);
        assertThat(refused.latest()).as("the job does not go on from it").isEmpty();
        restore.put("execution.state-recovery.ignore-unclaimed-state", "true");
        CheckpointMetadata latest =
                coordinator("memory:/checkpoints/partly", restore).latest().orElseThrow();
        assertThat(latest.getCommits())
                .hasSize(2)
                .noneMatch(commit -> commit.getSinkId().equals("gone"));
    }

    @Test
    void aVertexThatLeavesItsMaxParallelismFreeKeepsThatOfItsState() throws Exception {
        savepointOf(metadata -> metadata.getVertices().forEach(vertex -> {
            vertex.setMaxParallelism(64);
            String operator = vertex.getOperators().get(0).getOperatorId();
            KeyedPart part = new KeyedPart("state", "count", List.of(new KeyGroupState(0, List.of())));
            vertex.getSubtasks()
                    .get(0)
                    .getState()
                    .setOperators(List.of(new OperatorSubtaskState(operator, List.of(part), null, false, null)));
        }));
        assertThat(goingOn("no-claim").latest()).isPresent();
        assertThat(executions.jobGraph().vertices())
                .extracting(JobVertex::maxParallelism)
                .containsExactly(64, 64);
        assertThat(executions.executions())
                .extracting(execution -> execution.vertex().maxParallelism())
                .containsExactly(64, 64);
    }

    private CheckpointCoordinator goingOn(String mode) {
        return coordinator(
                "memory:/checkpoints/" + mode,
                Map.of("execution.state-recovery.path", FOLDER, "execution.state-recovery.claim-mode", mode));
    }

    @Test
    void aNewJobGoesOnFromASavepointAndDeletesItOnlyWhenItIsItsOwn() throws Exception {
        run(new CheckpointRequest(FOLDER, false, false));
        acknowledgeAll(1);
        main.execute(() -> coordinator.suspend("this job ends"));
        for (String mode : List.of("no-claim", "claim")) {
            CheckpointCoordinator next = goingOn(mode);
            assertThat(next.latest().orElseThrow().getCheckpointId()).isEqualTo(1);
            simulation.runFor(Duration.ofSeconds(11));
            assertThat(new SavepointFolder(files.open(FOLDER)).read().getCheckpointId())
                    .as("is needed until the first checkpoint is complete")
                    .isEqualTo(1);
            acknowledgeAll(next, 2);
            assertThat(next.latest().orElseThrow().getCheckpointId()).isEqualTo(2);
            main.execute(() -> next.suspend("this one too"));
            simulation.runFor(Duration.ofMillis(200));
        }
        assertThatThrownBy(() -> new SavepointFolder(files.open(FOLDER)).read())
                .hasMessageContaining("there is no savepoint");
    }
}

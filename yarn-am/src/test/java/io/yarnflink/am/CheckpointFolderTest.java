package io.yarnflink.am;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.JobStatus;
import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.state.checkpoint.CheckpointStore;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.format.PendingCommit;
import io.yarnflink.state.storage.CheckpointStorage;
import io.yarnflink.state.storage.LocalCheckpointStorages;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {
    private static final String JOB = "0000000a0000000b";

    @TempDir
    Path folder;

    private final LocalCheckpointStorages storages = new LocalCheckpointStorages();
    private final Configuration settings = new Configuration();

    private CheckpointFolder checkpoints() {
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
        return new CheckpointFolder(storages, settings, "hdfs:/staging/application_1", JOB);
    }

    private void complete() throws Exception {
        complete(List.of());
    }

    private void complete(List<PendingCommit> commits) throws Exception {
        CheckpointStorage storage = storages.open(folder.toUri() + JOB);
        CheckpointStore.open(storage, 1)
                .store()
                .complete(
                        new CheckpointMetadata(1, JOB, "job", 3L, 1L, 0L, 0L, true, List.of(), List.of(), commits, ""));
    }

    private static Outcome ended(JobStatus state, String cause) {
        return new Outcome(
                "application_1", JOB, "job", new Outcome.Ending(state, ExitCode.OK, cause, ""), 1, 2, Map.of());
    }

    /** Jobs that take none by themselves have one when they were stopped with a savepoint. */
    @Test
    void completedOnesAreSeen() throws Exception {
        assertThat(checkpoints().hasCompleted()).isFalse();
        complete();
        assertThat(checkpoints().hasCompleted()).isTrue();
    }

    @Test
    void whatAnEndedJobNeedsNoMoreIsDeletedByTheAttemptThatFindsIt() throws Exception {
        complete();
        checkpoints().discard(ended(JobStatus.FAILED, "corrupt; any checkpoints of it stay in /x/" + JOB), 2);
        assertThat(checkpoints().hasCompleted())
                .as("the outcome says where they are")
                .isTrue();
        settings.setString("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
        checkpoints().discard(ended(JobStatus.CANCELED, ""), 2);
        assertThat(checkpoints().hasCompleted()).as("retained").isTrue();
        checkpoints().discard(ended(JobStatus.FINISHED, ""), 2);
        assertThat(checkpoints().hasCompleted()).isFalse();
    }

    /** A cancelled job may have left undone what its last checkpoint decided, and says so to nobody. */
    @Test
    void whatACancelledJobMayNotHaveCommittedIsKept() throws Exception {
        complete(List.of(new PendingCommit("op", "sink", 0, 3L, 1, List.of(ByteBuffer.wrap(new byte[3])))));
        checkpoints().discard(ended(JobStatus.CANCELED, ""), 2);
        assertThat(checkpoints().hasCompleted()).isTrue();
        checkpoints().discard(ended(JobStatus.FINISHED, ""), 3);
        assertThat(checkpoints().hasCompleted()).isFalse();
    }

    @Test
    void nothingIsMadeWhereAJobNeverHadAny() throws Exception {
        checkpoints().discard(ended(JobStatus.FINISHED, ""), 2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whereNoneCanLieThereAreNone() throws Exception {
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, "s3://bucket/checkpoints");
        assertThat(new CheckpointFolder(storages, settings, "hdfs:/staging/application_1", JOB).hasCompleted())
                .isFalse();
    }

    @Test
    void aJobThatTakesNoneHasNone() throws Exception {
        complete();
        settings.setString("execution.runtime-mode", "BATCH");
        assertThat(checkpoints().hasCompleted()).isFalse();
    }

    @Test
    void pathsInTheStagingAreToldAsTheyAreAfterwards() {
        CheckpointFolder staged =
                new CheckpointFolder(storages, new Configuration(), "hdfs://nn/staging/ann/application_1", JOB);
        assertThat(staged.isStaged()).isTrue();
        assertThat(staged.afterwards()).isEqualTo("hdfs://nn/staging/ann/kept-checkpoints/application_1/" + JOB);
        assertThat(checkpoints().isStaged()).isFalse();
        assertThat(checkpoints().afterwards()).isEqualTo(folder.toUri() + JOB);
    }
}

package io.yarnflink.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.state.checkpoint.CheckpointStore;
import io.yarnflink.state.checkpoint.CorruptCheckpointException;
import io.yarnflink.state.checkpoint.RestorePoint;
import io.yarnflink.state.checkpoint.SavepointFolder;
import io.yarnflink.state.checkpoint.StaleEpochException;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.storage.CheckpointStorage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RestorePointTest {
    private static final String JOB = "memory:/checkpoints/job";

    private final MemoryCheckpointStorages files = new MemoryCheckpointStorages();
    private final CheckpointStorage storage = files.open(JOB);

    /** Two checkpoints that share a segment, of a job that has gone. */
    private CheckpointStore retained() throws IOException {
        CheckpointStore store = CheckpointStore.open(storage, 1).store();
        String shared = Checkpoints.segment(storage, 1, 1);
        String second = Checkpoints.segment(storage, 2, 1);
        store.complete(Checkpoints.checkpoint(1, 1, shared));
        store.complete(Checkpoints.checkpoint(2, 1, shared, second));
        return store;
    }

    private CheckpointMetadata read(String path) throws IOException {
        return RestorePoint.at(files, path).read(false);
    }

    @Test
    void theNewestRetainedCheckpointIsFoundInItsJobsFolder() throws Exception {
        retained();
        for (String path : new String[] {JOB, JOB + "/", JOB + "/chk-2", JOB + "/commits/epoch-1/chk-2"}) {
            CheckpointMetadata found = read(path);
            assertThat(found.getCheckpointId()).as(path).isEqualTo(2);
            assertThat(found.getFolder()).as("where its segments lie").isEqualTo(JOB);
        }
        assertThat(read(JOB + "/chk-1").getCheckpointId()).isEqualTo(1);
        assertThatThrownBy(() -> read(JOB + "/chk-7")).hasMessageContaining("there is no chk-7, but chk-1, chk-2");
    }

    @Test
    void whatIsReadDoesNotKeepTheJobFromGoingOn() throws Exception {
        CheckpointStore store = retained();
        read(JOB);
        store.complete(Checkpoints.checkpoint(3, 1));
        assertThat(read(JOB).getCheckpointId()).isEqualTo(3);
    }

    @Test
    void aSavepointIsFoundWhereverItsOwnerMovedIt() throws Exception {
        SavepointFolder savepoint = new SavepointFolder(files.open("memory:/moved/here"));
        savepoint.prepare();
        CheckpointMetadata written = Checkpoints.checkpoint(4, 1, "data/x");
        written.setSavepoint(true);
        written.setFolder("memory:/savepoints/where-it-was-taken");
        savepoint.complete(written);
        assertThat(read("memory:/moved/here/").getFolder()).isEqualTo("memory:/moved/here");
    }

    @Test
    void aCorruptCheckpointIsPassedOverOnlyWhenThatIsAllowed() throws Exception {
        retained();
        files.corrupt(JOB + "/commits/epoch-1/chk-2", new byte[100]);
        assertThatThrownBy(() -> read(JOB))
                .isInstanceOf(CorruptCheckpointException.class)
                .hasMessageContaining("chk-2 is corrupt");
        assertThat(RestorePoint.at(files, JOB).read(true).getCheckpointId()).isEqualTo(1);
        assertThatThrownBy(() -> RestorePoint.at(files, JOB + "/chk-2").read(true))
                .isInstanceOf(CorruptCheckpointException.class);
    }

    @Test
    void wherePeopleLookInVainTheyHearWhatToGive() throws Exception {
        assertThatThrownBy(() -> read("memory:/nothing"))
                .hasMessageContaining("there is no savepoint and no retained checkpoint there; give the folder that");
        new SavepointFolder(files.open("memory:/half")).prepare();
        assertThatThrownBy(() -> read("memory:/half")).hasMessageContaining("a savepoint that was never completed");
        CheckpointStore.open(storage, 1);
        assertThatThrownBy(() -> read(JOB)).hasMessageContaining("no checkpoint was completed there");
    }

    @Test
    void whatIsClaimedIsDeletedAndItsOldJobCompletesNothingMore() throws Exception {
        CheckpointStore old = retained();
        RestorePoint.at(files, JOB).discard();
        assertThat(files.files()).isEmpty();
        assertThatThrownBy(() -> old.complete(Checkpoints.checkpoint(3, 1))).isInstanceOf(IOException.class);
    }

    @Test
    void oneCheckpointThatIsClaimedIsDeletedWithoutTheOthers() throws Exception {
        CheckpointStore old = retained();
        RestorePoint.at(files, JOB + "/chk-2").discard();
        assertThat(read(JOB).getCheckpointId()).isEqualTo(1);
        assertThat(storage.list("data")).containsExactly("chk-1-1-tm.segment");
        assertThatThrownBy(() -> old.complete(Checkpoints.checkpoint(3, 1))).isInstanceOf(StaleEpochException.class);
        RestorePoint.at(files, JOB + "/chk-1").discard();
        assertThat(files.files()).isEmpty();
    }
}

package io.yarnflink.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.state.checkpoint.CheckpointStore;
import io.yarnflink.state.checkpoint.CorruptCheckpointException;
import io.yarnflink.state.checkpoint.SavepointFolder;
import io.yarnflink.state.checkpoint.StaleEpochException;
import io.yarnflink.state.checkpoint.UncertainCompletionException;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.storage.CheckpointStorage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckpointStoreTest {
    private static final String FOLDER = "memory:/job";

    private final MemoryCheckpointStorages files = new MemoryCheckpointStorages();
    private final CheckpointStorage storage = files.open(FOLDER);

    @Test
    void aJobGoesOnFromTheNewestCompletedCheckpoint() throws Exception {
        CheckpointStore.Opened first = CheckpointStore.open(storage, 1);
        assertThat(first.latest()).isEmpty();
        assertThat(first.nextCheckpointId()).isEqualTo(1);
        first.store().complete(Checkpoints.checkpoint(1, 1));
        first.store().complete(Checkpoints.checkpoint(2, 1));

        CheckpointStore.Opened second = CheckpointStore.open(storage, 2);
        assertThat(second.latest()).hasValue(Checkpoints.checkpoint(2, 1));
        assertThat(second.nextCheckpointId()).isEqualTo(3);
        second.store().complete(Checkpoints.checkpoint(3, 2));
        assertThat(Checkpoints.ids(CheckpointStore.open(storage, 5))).containsExactly(3L, 2L, 1L);
        assertThat(files.files())
                .containsExactly(
                        "memory:/job/commits/epoch-1.closed/chk-1",
                        "memory:/job/commits/epoch-1.closed/chk-2",
                        "memory:/job/commits/epoch-2.closed/chk-3");
    }

    @Test
    void aLeaderThatWasSupersededCompletesNothing() throws Exception {
        CheckpointStore zombie = CheckpointStore.open(storage, 1).store();
        zombie.complete(Checkpoints.checkpoint(1, 1));
        CheckpointStore.Opened next = CheckpointStore.open(storage, 2);
        assertThatThrownBy(() -> zombie.complete(Checkpoints.checkpoint(2, 1)))
                .isInstanceOf(StaleEpochException.class)
                .hasMessageContaining("Epoch 1 has been superseded: memory:/job/commits/epoch-1 was closed");
        assertThatThrownBy(() -> CheckpointStore.open(storage, 1)).isInstanceOf(StaleEpochException.class);
        assertThatThrownBy(zombie::discardAll).isInstanceOf(StaleEpochException.class);
        assertThat(Checkpoints.ids(CheckpointStore.open(storage, 2))).containsExactly(1L);
        next.store().complete(Checkpoints.checkpoint(2, 2));
        assertThat(CheckpointStore.open(storage, 3).latest()).hasValue(Checkpoints.checkpoint(2, 2));
    }

    @Test
    void theSameCheckpointMayBeCompletedAgainAndAnotherOfItsIdMayNot() throws Exception {
        CheckpointStore store = CheckpointStore.open(storage, 1).store();
        store.complete(Checkpoints.checkpoint(1, 1));
        store.complete(Checkpoints.checkpoint(1, 1));
        CheckpointMetadata other = Checkpoints.checkpoint(1, 1);
        other.setJobName("other");
        assertThatThrownBy(() -> store.complete(other))
                .hasMessageContaining("another checkpoint 1 was completed before");
        assertThat(storage.list("aside")).isEmpty();
    }

    @Test
    void whenTheAnswerOfTheRenameIsLostTheStoreLooks() throws Exception {
        FailingCalls faults = new FailingCalls();
        CheckpointStore store =
                CheckpointStore.open(files.open(FOLDER, faults), 1).store();
        faults.after.put(StorageCall.RENAME, 1);
        store.complete(Checkpoints.checkpoint(1, 1));
        faults.before.put(StorageCall.RENAME, 2);
        store.complete(Checkpoints.checkpoint(2, 1));
        faults.before.put(StorageCall.RENAME, 100);
        assertThatThrownBy(() -> store.complete(Checkpoints.checkpoint(3, 1)))
                .isNotInstanceOf(UncertainCompletionException.class)
                .hasMessageContaining("Checkpoint 3 could not be completed");
        faults.before.clear();
        assertThat(Checkpoints.ids(CheckpointStore.open(storage, 2))).containsExactly(2L, 1L);
    }

    @Test
    void whenItCannotLookEitherTheCheckpointIsUncertainUntilItIsAskedAgain() throws Exception {
        FailingCalls faults = new FailingCalls();
        CheckpointStore store =
                CheckpointStore.open(files.open(FOLDER, faults), 1).store();
        String old = Checkpoints.segment(storage, 1, 1);
        store.complete(Checkpoints.checkpoint(1, 1, old));
        String segment = Checkpoints.segment(storage, 2, 1);
        faults.after.put(StorageCall.RENAME, 1);
        faults.before.put(StorageCall.EXISTS, 1);
        CheckpointMetadata metadata = Checkpoints.checkpoint(2, 1, segment);
        assertThatThrownBy(() -> store.complete(metadata)).isInstanceOf(UncertainCompletionException.class);
        store.discardOld(1);
        assertThat(storage.list("data")).hasSize(2);
        store.complete(metadata);
        store.discardOld(1);
        assertThat(Checkpoints.ids(CheckpointStore.open(storage, 2))).containsExactly(2L);
    }

    @Test
    void aCorruptCheckpointIsNamedAndNeverPassedOver() throws Exception {
        CheckpointStore store = CheckpointStore.open(storage, 1).store();
        store.complete(Checkpoints.checkpoint(1, 1));
        store.complete(Checkpoints.checkpoint(2, 1));
        String path = "memory:/job/commits/epoch-1/chk-2";
        byte[] whole = files.bytes(path);
        Map<String, byte[]> damages = new TreeMap<>();
        damages.put("it has 0 bytes", new byte[0]);
        damages.put("too few for a checkpoint's metadata", Arrays.copyOf(whole, 20));
        damages.put("its SHA-256 is not the one", Arrays.copyOf(whole, whole.length - 1));
        damages.put("does not begin as a checkpoint's metadata does", new byte[100]);
        byte[] version = whole.clone();
        version[7] = 9;
        damages.put("version 9, and this release reads 1", version);
        byte[] flipped = whole.clone();
        flipped[30] ^= 4;
        damages.put("its SHA-256 is", flipped);
        damages.put("it is that of checkpoint 1", files.bytes("memory:/job/commits/epoch-1/chk-1"));
        for (Map.Entry<String, byte[]> damage : damages.entrySet()) {
            files.corrupt(path, damage.getValue());
            CheckpointStore.Opened opened = CheckpointStore.open(storage, 1);
            assertThatThrownBy(opened::latest)
                    .isInstanceOf(CorruptCheckpointException.class)
                    .hasMessageStartingWith("Checkpoint file " + path + " is corrupt: ")
                    .hasMessageContaining(damage.getKey());
            assertThat(opened.latest(true)).hasValue(Checkpoints.checkpoint(1, 1));
            assertThat(opened.nextCheckpointId()).isEqualTo(3);
        }
    }

    @Test
    void whatCannotBeReadNowIsNotCalledCorrupt() throws Exception {
        CheckpointStore.open(storage, 1).store().complete(Checkpoints.checkpoint(1, 1));
        FailingCalls faults = new FailingCalls();
        faults.before.put(StorageCall.READ, 1);
        CheckpointStorage failing = files.open(FOLDER, faults);
        assertThatThrownBy(() -> CheckpointStore.open(failing, 2))
                .isNotInstanceOf(CorruptCheckpointException.class)
                .hasMessageContaining("injected");
        assertThat(CheckpointStore.open(failing, 2).latest()).isPresent();
    }

    @Test
    void onlyAsManyAsAreRetainedAreKeptWithTheirSegments() throws Exception {
        CheckpointStore store = CheckpointStore.open(storage, 1).store();
        String shared = Checkpoints.segment(storage, 1, 1);
        String second = Checkpoints.segment(storage, 2, 1);
        String third = Checkpoints.segment(storage, 3, 1);
        String fourth = Checkpoints.segment(storage, 4, 1);
        String orphan = Checkpoints.segment(storage, 2, 0);
        String pending = Checkpoints.segment(storage, 9, 1);
        store.complete(Checkpoints.checkpoint(1, 1, shared));
        store.complete(Checkpoints.checkpoint(2, 1, shared, second));
        store.discardOld(2);
        assertThat(data()).containsExactly(shared, second, third, fourth, pending);
        assertThat(storage.exists(orphan)).isFalse();
        store.complete(Checkpoints.checkpoint(3, 1, shared, third));
        store.complete(Checkpoints.checkpoint(4, 1, fourth));
        store.discardOld(2);
        assertThat(storage.list("commits/epoch-1")).containsExactly("chk-3", "chk-4");
        // The last ones dropped stay for one turn more: a snapshot may have been begun from them.
        assertThat(data()).containsExactly(shared, second, third, fourth, pending);
        store.complete(Checkpoints.checkpoint(5, 1, fourth));
        store.discardOld(2);
        assertThat(data()).containsExactly(shared, third, fourth, pending);
        store.discardAll();
        store.discardAll();
        assertThat(files.files()).isEmpty();
    }

    @Test
    void aCheckpointWhoseSegmentIsGoneIsNotCompleted() throws Exception {
        CheckpointStore store = CheckpointStore.open(storage, 1).store();
        assertThatThrownBy(() -> store.complete(Checkpoints.checkpoint(1, 1, "data/chk-1-1-tm.segment")))
                .isInstanceOf(CorruptCheckpointException.class)
                .hasMessageContaining("memory:/job/data/chk-1-1-tm.segment is corrupt: it is missing");
    }

    @Test
    void aSavepointIsReadFromItsFolderAndCountsAsTheLatestCheckpoint() throws Exception {
        CheckpointStore store = CheckpointStore.open(storage, 1).store();
        store.complete(Checkpoints.checkpoint(1, 1));
        SavepointFolder savepoint = new SavepointFolder(files.open("memory:/savepoint"));
        savepoint.prepare();
        assertThatThrownBy(savepoint::read).hasMessageContaining("there is no savepoint, or it was never completed");
        CheckpointMetadata metadata = Checkpoints.checkpoint(2, 1, "data/x");
        metadata.setSavepoint(true);
        savepoint.complete(metadata);
        assertThat(savepoint.read()).isEqualTo(metadata);
        assertThatThrownBy(savepoint::prepare).hasMessageContaining("there is a savepoint already");

        metadata.setFolder("memory:/savepoint");
        store.complete(metadata);
        assertThat(CheckpointStore.open(storage, 2).latest()).hasValue(metadata);
        CheckpointStore next = CheckpointStore.open(storage, 3).store();
        next.complete(Checkpoints.checkpoint(3, 3));
        next.discardOld(1);
        assertThat(Checkpoints.ids(CheckpointStore.open(storage, 4))).containsExactly(3L);
        assertThat(savepoint.read().getCheckpointId()).isEqualTo(2);
    }

    /** A rename of an earlier try that comes late must not find what a later one is writing. */
    @Test
    void eachTryToCompleteASavepointWritesAnotherFile() throws Exception {
        Set<String> written = new TreeSet<>();
        FailingCalls faults = new FailingCalls() {
            @Override
            public void before(StorageCall call, String path) throws IOException {
                if (call == StorageCall.CREATE) {
                    written.add(path);
                }
                super.before(call, path);
            }
        };
        SavepointFolder savepoint = new SavepointFolder(files.open("memory:/savepoint", faults));
        savepoint.prepare();
        faults.before.put(StorageCall.RENAME, 3);
        faults.before.put(StorageCall.EXISTS, 3);
        CheckpointMetadata metadata = Checkpoints.checkpoint(2, 1, "data/x");
        assertThatThrownBy(() -> savepoint.complete(metadata)).isInstanceOf(UncertainCompletionException.class);
        faults.before.clear();
        savepoint.complete(metadata);
        assertThat(savepoint.read()).isEqualTo(metadata);
        assertThat(written).hasSize(2);
    }

    private List<String> data() throws IOException {
        return storage.list("data").stream().map(name -> "data/" + name).toList();
    }

    /** Fails the next calls of a kind. */
    private static class FailingCalls implements StorageFaults {
        private final Map<StorageCall, Integer> before = new TreeMap<>();
        private final Map<StorageCall, Integer> after = new TreeMap<>();

        @Override
        public void before(StorageCall call, String path) throws IOException {
            fail(before, call);
        }

        @Override
        public void after(StorageCall call, String path) throws IOException {
            fail(after, call);
        }

        private static void fail(Map<StorageCall, Integer> left, StorageCall call) throws IOException {
            @Nullable Integer count = left.get(call);
            if (count != null && count > 0) {
                left.put(call, count - 1);
                throw new IOException("injected failure of " + call);
            }
        }
    }
}

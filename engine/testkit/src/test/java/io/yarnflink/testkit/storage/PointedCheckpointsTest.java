package io.yarnflink.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.jobmanager.checkpoints.PointedCheckpoints;
import io.yarnflink.state.checkpoint.CheckpointStore;
import io.yarnflink.state.checkpoint.CorruptCheckpointException;
import io.yarnflink.state.checkpoint.StaleEpochException;
import io.yarnflink.state.checkpoint.UncertainCompletionException;
import io.yarnflink.state.storage.CheckpointStorage;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PointedCheckpointsTest {
    private static final String FOLDER = "memory:/job";

    private final MemoryCheckpointStorages files = new MemoryCheckpointStorages();
    private final CheckpointStorage storage = files.open(FOLDER);
    private final MemoryCheckpointPointers pointers = new MemoryCheckpointPointers();

    private PointedCheckpoints.Opened open(long epoch) throws IOException {
        return open(epoch, StorageFaults.NONE);
    }

    private PointedCheckpoints.Opened open(long epoch, StorageFaults faults) throws IOException {
        return PointedCheckpoints.open(
                files.open(FOLDER, faults), epoch, pointers.of(epoch, faults).of("job"));
    }

    @Test
    void theNextLeaderGoesOnFromWhatIsPointedAt() throws Exception {
        PointedCheckpoints.Opened first = open(1);
        assertThat(first.found().latest()).isEmpty();
        assertThat(pointers.of("job")).hasValue(0);
        first.checkpoints().complete(Checkpoints.checkpoint(1, 1));
        first.checkpoints().complete(Checkpoints.checkpoint(2, 1));
        first.checkpoints().discardOld(1);
        assertThat(open(2).found().latest()).hasValue(Checkpoints.checkpoint(2, 1));
        assertThat(pointers.of("job")).hasValue(2);
    }

    /** The leader died between the two steps: tasks and committers never heard of the checkpoint. */
    @Test
    void whatNothingPointedAtIsDeletedAndItsIdIsNotUsedAgain() throws Exception {
        open(1).checkpoints().complete(Checkpoints.checkpoint(1, 1));
        CheckpointStore.open(storage, 1).store().complete(Checkpoints.checkpoint(2, 1));
        PointedCheckpoints.Opened next = open(2);
        assertThat(next.found().latest()).hasValue(Checkpoints.checkpoint(1, 1));
        assertThat(next.nextCheckpointId()).isEqualTo(3);
        next.checkpoints().complete(Checkpoints.checkpoint(3, 2));
        assertThat(Checkpoints.ids(open(3).found())).containsExactly(3L, 1L);
        assertThat(files.files()).noneMatch(file -> file.endsWith("chk-2"));
    }

    @Test
    void theFirstCheckpointIsDeletedTooWhenNothingPointedAtIt() throws Exception {
        open(1);
        CheckpointStore.open(storage, 1).store().complete(Checkpoints.checkpoint(1, 1));
        assertThat(open(2).found().latest()).isEmpty();
    }

    /** Both led for a while: the earlier one has its files, and nobody points at them. */
    @Test
    void aSupersededLeaderCompletesNothing() throws Exception {
        PointedCheckpoints zombie = open(1).checkpoints();
        zombie.complete(Checkpoints.checkpoint(1, 1));
        pointers.of(2, StorageFaults.NONE).of("job").orElseThrow().open();
        assertThatThrownBy(() -> zombie.complete(Checkpoints.checkpoint(2, 1)))
                .isInstanceOf(StaleEpochException.class)
                .hasMessageContaining("epoch 2 leads");
        assertThat(open(2).found().latest()).hasValue(Checkpoints.checkpoint(1, 1));
        assertThatThrownBy(() -> open(1)).isInstanceOf(StaleEpochException.class);
    }

    @Test
    void aMoveWithoutAnAnswerIsUncertainUntilItIsAskedAgain() throws Exception {
        AtomicBoolean loses = new AtomicBoolean();
        PointedCheckpoints checkpoints = open(1, new StorageFaults() {
                    @Override
                    public void after(StorageCall call, String path) throws IOException {
                        if (path.equals("job") && loses.getAndSet(false)) {
                            throw new IOException("the answer got lost");
                        }
                    }
                })
                .checkpoints();
        loses.set(true);
        assertThatThrownBy(() -> checkpoints.complete(Checkpoints.checkpoint(1, 1)))
                .isInstanceOf(UncertainCompletionException.class);
        checkpoints.complete(Checkpoints.checkpoint(1, 1));
        assertThat(open(2).found().latest()).hasValue(Checkpoints.checkpoint(1, 1));
    }

    @Test
    void aPointerThatIsGoneIsNeverTakenForAJobWithoutCheckpoints() throws Exception {
        open(1).checkpoints().complete(Checkpoints.checkpoint(1, 1));
        pointers.forget("job");
        assertThatThrownBy(() -> open(2)).hasMessageContaining("missing although there are checkpoints");
        assertThat(pointers.broken()).hasSize(1);
        assertThat(pointers.of("job")).isEmpty();
        assertThat(files.files()).hasSize(1);
    }

    @Test
    void aCheckpointThatIsPointedAtAndGoneIsAnError() throws Exception {
        PointedCheckpoints checkpoints = open(1).checkpoints();
        checkpoints.complete(Checkpoints.checkpoint(1, 1));
        checkpoints.complete(Checkpoints.checkpoint(2, 1));
        storage.delete("commits/epoch-1/chk-2");
        assertThatThrownBy(() -> open(2).found().latest())
                .isInstanceOf(CorruptCheckpointException.class)
                .hasMessageContaining("chk-2")
                .hasMessageContaining("it is missing");
    }

    /** As when the servers were set up again from an old copy. */
    @Test
    void aPointerThatIsOlderThanTheFolderDeletesNothing() throws Exception {
        PointedCheckpoints checkpoints = open(1).checkpoints();
        checkpoints.complete(Checkpoints.checkpoint(1, 1));
        for (long id = 2; id <= 7; id++) {
            checkpoints.complete(Checkpoints.checkpoint(id, 1));
            checkpoints.discardOld(1);
        }
        pointers.restore("job", 3);
        PointedCheckpoints.Opened next = open(2);
        assertThatThrownBy(() -> next.found().latest())
                .isInstanceOf(CorruptCheckpointException.class)
                .hasMessageContaining("chk-3")
                .hasMessageContaining("it is missing");
        assertThat(next.nextCheckpointId()).isEqualTo(8);
        assertThat(next.found().latest(true)).hasValue(Checkpoints.checkpoint(7, 1));
        assertThat(Checkpoints.ids(CheckpointStore.open(storage, 3))).containsExactly(7L);
    }

    /** Leaders die one after the other with calls that fail or get lost: nothing that was completed gets lost. */
    @Test
    void whateverFailsTheNextLeaderFindsWhatWasCompletedLast() {
        for (long seed = 0; seed < 500; seed++) {
            new Lives(new SplittableRandom(seed)).check("seed " + seed);
        }
    }

    /** Several leaders of one job. */
    private static final class Lives {
        private final SplittableRandom random;
        private final MemoryCheckpointStorages files = new MemoryCheckpointStorages();
        private final MemoryCheckpointPointers pointers = new MemoryCheckpointPointers();
        private long completed;
        /** It may or may not be complete. */
        private long uncertain;

        Lives(SplittableRandom random) {
            this.random = random;
        }

        void check(String seed) {
            for (long epoch = 1; epoch < 6; epoch++) {
                lead(seed, epoch);
            }
            assertThat(pointers.broken()).as(seed).isEmpty();
        }

        private void lead(String seed, long epoch) {
            StorageFaults faults = StorageFaults.random(random.split(), 0.2);
            PointedCheckpoints.Opened opened = null;
            while (opened == null) {
                try {
                    opened = PointedCheckpoints.open(
                            files.open(FOLDER, faults),
                            epoch,
                            pointers.of(epoch, faults).of("job"));
                } catch (IOException e) {
                    assertThat(e)
                            .as(seed)
                            .isNotInstanceOf(StaleEpochException.class)
                            .isNotInstanceOf(CorruptCheckpointException.class);
                }
            }
            long found = opened.found().checkpoints().isEmpty()
                    ? 0
                    : opened.found().checkpoints().get(0).checkpointId();
            assertThat(found).as(seed).isIn(completed, Math.max(completed, uncertain));
            completed = found;
            uncertain = 0;
            for (long id = opened.nextCheckpointId(), end = id + random.nextInt(4); id < end; id++) {
                if (!complete(opened.checkpoints(), id, epoch)) {
                    return;
                }
            }
        }

        /** False when this leader dies without knowing. */
        private boolean complete(PointedCheckpoints checkpoints, long id, long epoch) {
            while (true) {
                try {
                    checkpoints.complete(Checkpoints.checkpoint(id, epoch));
                    completed = id;
                    return true;
                } catch (UncertainCompletionException e) {
                    if (random.nextBoolean()) {
                        uncertain = id;
                        return false;
                    }
                } catch (IOException e) {
                    return true;
                }
            }
        }
    }
}

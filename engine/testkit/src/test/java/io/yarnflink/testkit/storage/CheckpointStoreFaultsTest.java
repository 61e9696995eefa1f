package io.yarnflink.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.state.checkpoint.CheckpointStore;
import io.yarnflink.state.checkpoint.StaleEpochException;
import io.yarnflink.state.checkpoint.StoredCheckpoint;
import io.yarnflink.state.checkpoint.UncertainCompletionException;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.format.SegmentFile;
import io.yarnflink.state.storage.CheckpointStorage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Leaders come, die and wake up again on storage whose every call may fail, with or without effect. */
class CheckpointStoreFaultsTest {
    private static final String FOLDER = "memory:/job";

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void whatWasAnsweredIsTrueForAllLaterLeaders(long group) throws Exception {
        for (long seed = group * 100; seed < (group + 1) * 100; seed++) {
            try {
                new Run(seed).run();
            } catch (AssertionError | IOException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /** A leader that may be dead, alive or a zombie. */
    private static final class Leader {
        private final long epoch;
        private final CheckpointStore store;
        private long nextId;
        private Optional<CheckpointMetadata> uncertain = Optional.empty();

        Leader(long epoch, CheckpointStore store, long nextId) {
            this.epoch = epoch;
            this.store = store;
            this.nextId = nextId;
        }
    }

    private static final class Run {
        private final SplittableRandom random;
        private final MemoryCheckpointStorages files = new MemoryCheckpointStorages();
        private final CheckpointStorage good = files.open(FOLDER);
        private final StorageFaults faults;
        private final List<Leader> leaders = new ArrayList<>();
        private final Set<Long> completed = new TreeSet<>();
        private final Set<Long> refused = new TreeSet<>();
        private long epoch;

        Run(long seed) {
            random = new SplittableRandom(seed);
            faults = StorageFaults.random(random.split(), random.nextInt(3) * 0.1);
        }

        void run() throws IOException {
            takeOver();
            for (int step = 0; step < 60; step++) {
                int dice = random.nextInt(12);
                if (dice == 0) {
                    takeOver();
                } else {
                    // Mostly the newest one; sometimes a zombie.
                    int index = dice == 1 ? random.nextInt(leaders.size()) : leaders.size() - 1;
                    act(leaders.get(index), index == leaders.size() - 1);
                }
            }
            check(CheckpointStore.open(good, epoch + 1));
        }

        private void takeOver() throws IOException {
            epoch++;
            CheckpointStorage storage = files.open(FOLDER, faults);
            while (true) {
                try {
                    CheckpointStore.Opened opened = CheckpointStore.open(storage, epoch);
                    check(opened);
                    leaders.add(new Leader(epoch, opened.store(), opened.nextCheckpointId()));
                    return;
                } catch (StaleEpochException e) {
                    throw new AssertionError("the newest leader was called stale", e);
                } catch (IOException e) {
                    assertThat(e).hasMessageContaining("injected");
                }
            }
        }

        private void act(Leader leader, boolean newest) throws IOException {
            CheckpointMetadata metadata = leader.uncertain.isPresent() ? leader.uncertain.get() : begin(leader);
            long key = metadata.getCheckpointId() * 1_000 + leader.epoch;
            try {
                leader.store.complete(metadata);
                assertThat(newest)
                        .as("checkpoint %s completed by the newest leader", key)
                        .isTrue();
                completed.add(key);
                leader.uncertain = Optional.empty();
                discard(leader);
            } catch (StaleEpochException e) {
                assertThat(newest).as("the newest leader was called stale").isFalse();
                leader.uncertain = Optional.empty();
            } catch (UncertainCompletionException e) {
                leader.uncertain = Optional.of(metadata);
            } catch (IOException e) {
                refused.add(key);
                leader.uncertain = Optional.empty();
            }
        }

        private CheckpointMetadata begin(Leader leader) throws IOException {
            long id = leader.nextId++;
            return Checkpoints.checkpoint(id, leader.epoch, Checkpoints.segment(good, id, leader.epoch));
        }

        private void discard(Leader leader) {
            try {
                leader.store.discardOld(2);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("injected");
            }
        }

        private void check(CheckpointStore.Opened opened) throws IOException {
            Set<Long> found = new TreeSet<>();
            for (StoredCheckpoint each : opened.checkpoints()) {
                CheckpointMetadata metadata = each.metadata().orElseThrow();
                found.add(metadata.getCheckpointId() * 1_000 + metadata.getEpoch());
                for (SegmentFile segment : metadata.getVertices()
                        .get(0)
                        .getSubtasks()
                        .get(0)
                        .getState()
                        .getSegments()) {
                    assertThat(good.exists(segment.getPath()))
                            .as("%s of checkpoint %d", segment.getPath(), each.checkpointId())
                            .isTrue();
                }
            }
            assertThat(found).noneMatch(refused::contains);
            if (!completed.isEmpty()) {
                long newest = new TreeSet<>(completed).last();
                assertThat(found).as("the newest that was answered as complete").contains(newest);
            }
            assertThat(opened.checkpoints().stream()
                            .map(StoredCheckpoint::checkpointId)
                            .distinct())
                    .hasSize(opened.checkpoints().size());
        }
    }
}

package io.yarnflink.state.checkpoint.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.state.KeyedSnapshot;
import io.yarnflink.state.OperatorSnapshot;
import io.yarnflink.state.OperatorStateSnapshot;
import io.yarnflink.state.SnapshotTarget;
import io.yarnflink.state.StateId;
import io.yarnflink.state.StoredRange;
import io.yarnflink.state.checkpoint.SnapshotWriter;
import io.yarnflink.state.checkpoint.TaskSnapshot;
import io.yarnflink.state.format.KeyGroupState;
import io.yarnflink.state.format.Range;
import io.yarnflink.state.format.SegmentFile;
import io.yarnflink.state.format.SegmentIndex;
import io.yarnflink.state.format.TaskState;
import io.yarnflink.state.storage.CheckpointStorage;
import io.yarnflink.state.storage.LocalCheckpointStorages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentSnapshotWriterTest {
    private static final StateId STATE = new StateId("scope", "state");
    private static final int LARGE = 20_000;

    @TempDir
    Path folder;

    private final Deque<Runnable> io = new ArrayDeque<>();
    private CheckpointStorage storage;
    private SnapshotWriter writer;

    @BeforeEach
    void open() throws IOException {
        String uri = folder.resolve("job").toUri().toString();
        storage = new LocalCheckpointStorages().open(uri);
        storage.makeFolder("data");
        writer = new SegmentSnapshotWriter(new LocalCheckpointStorages(), uri, "container/1", 3, false, io::add);
    }

    @Test
    void fewBytesGoIntoTheAcknowledgement() throws Exception {
        writer.begin(1, "", Set.of("a", "b"));
        CompletableFuture<TaskState> a = writer.write(1, "a", task(new Bytes(100)));
        assertThat(a).isNotDone();
        runIo();
        TaskState state = a.join();
        assertThat(state.getSegments()).isEmpty();
        assertThat(state.getInlined().remaining()).isEqualTo(100);
        assertThat(files()).isEmpty();
    }

    @Test
    void aSegmentClosesWhenAllHaveWrittenOrLeft() throws Exception {
        writer.begin(1, "", Set.of("a", "b", "c", "d"));
        CompletableFuture<TaskState> a = writer.write(1, "a", task(new Bytes(LARGE)));
        runIo();
        CompletableFuture<TaskState> b = writer.write(1, "b", task(new Bytes(LARGE)));
        writer.leave(1, "c");
        runIo();
        assertThat(a).isNotDone();
        writer.gone("d");
        runIo();
        SegmentFile file = a.join().getSegments().get(0);
        assertThat(b.join().getSegments()).containsExactly(file);
        assertThat(file.getPath()).isEqualTo("data/chk-1-3-container_1.segment");
        assertThat(files()).containsExactly("chk-1-3-container_1.segment");
        try (SegmentReader reader = new SegmentReader(storage, file)) {
            reader.verify();
            assertThat(reader.read(range(b.join()))).hasSize(LARGE);
            SegmentIndex index = reader.index();
            assertThat(index.getEpoch()).isEqualTo(3);
            assertThat(index.getEntries()).extracting("executionId").containsExactly("a", "b");
        }
    }

    @Test
    void aSnapshotMayComeBeforeItsCheckpointIsAnnounced() throws Exception {
        CompletableFuture<TaskState> a = writer.write(1, "a", task(new Bytes(LARGE)));
        CompletableFuture<TaskState> b = writer.write(1, "b", task(new Bytes(10)));
        runIo();
        assertThat(a).isNotDone();
        writer.begin(1, "", Set.of("a", "b"));
        runIo();
        assertThat(a.join().getSegments()).hasSize(1);
        assertThat(b.join().getSegments()).isEmpty();
    }

    @Test
    void anAbortedCheckpointLeavesNoFile() throws Exception {
        writer.begin(1, "", Set.of("a", "b"));
        CompletableFuture<TaskState> a = writer.write(1, "a", task(new Bytes(LARGE)));
        runIo();
        writer.aborted(1);
        runIo();
        assertThatThrownBy(a::join).hasMessageContaining("checkpoint 1 is over");
        assertThat(files()).isEmpty();

        writer.begin(2, "", Set.of("a"));
        CompletableFuture<TaskState> closed = writer.write(2, "a", task(new Bytes(LARGE)));
        runIo();
        assertThat(closed).isCompleted();
        assertThat(files()).hasSize(1);
        writer.aborted(2);
        runIo();
        assertThat(files()).isEmpty();
    }

    @Test
    void nothingIsKeptOfWhatWasWrittenForASavepoint() throws Exception {
        Path savepoint = folder.resolve("savepoint-2");
        new LocalCheckpointStorages().open(savepoint.toUri().toString()).makeFolder("data");
        writer.begin(1, savepoint.toUri().toString(), Set.of("a"));
        Bytes bytes = new Bytes(LARGE);
        CompletableFuture<TaskState> a = writer.write(1, "a", task(bytes));
        runIo();
        assertThat(a).isCompleted();
        writer.completed(1);
        runIo();
        assertThat(bytes.durable).as("no other refers to it").isFalse();
    }

    @Test
    void whatComesAfterTheEndOfACheckpointIsRefused() {
        writer.aborted(1);
        writer.begin(1, "", Set.of("a"));
        Bytes late = new Bytes(LARGE);
        CompletableFuture<TaskState> a = writer.write(1, "a", task(late));
        runIo();
        assertThatThrownBy(a::join).hasMessageContaining("checkpoint 1 is over");
        assertThat(late.discarded).isTrue();
        writer.completed(5);
        assertThatThrownBy(writer.write(4, "a", task(new Bytes(1)))::join).hasMessageContaining("checkpoint 4 is over");
    }

    @Test
    void aSavepointIsWrittenToItsOwnFolder() throws Exception {
        Path savepoint = folder.resolve("savepoint");
        Files.createDirectories(savepoint.resolve("data"));
        writer.begin(1, savepoint.toUri().toString(), Set.of("a"));
        writer.write(1, "a", task(new Bytes(LARGE)));
        runIo();
        assertThat(savepoint.resolve("data/chk-1-3-container_1.segment")).exists();
        assertThat(files()).isEmpty();
    }

    @Test
    void whatWaitsForAnAnnouncementIsLetGoOfWithItsTask() {
        Bytes waiting = new Bytes(LARGE);
        CompletableFuture<TaskState> a = writer.write(1, "a", task(waiting));
        runIo();
        writer.gone("a");
        runIo();
        assertThat(waiting.discarded).isTrue();
        assertThatThrownBy(a::join).hasMessageContaining("a has left checkpoint 1");
    }

    @Test
    void aSavepointOutlivesLaterCheckpointsAndNothingBuildsOnIt() throws Exception {
        Path savepoint = folder.resolve("savepoint");
        Files.createDirectories(savepoint.resolve("data"));
        writer.begin(1, savepoint.toUri().toString(), Set.of("a", "b"));
        Bytes bytes = new Bytes(LARGE);
        CompletableFuture<TaskState> a = writer.write(1, "a", task(bytes));
        writer.begin(2, "", Set.of("a", "b"));
        writer.write(2, "a", task(new Bytes(10)));
        writer.write(2, "b", task(new Bytes(10)));
        writer.completed(2);
        runIo();
        CompletableFuture<TaskState> b = writer.write(1, "b", task(new Bytes(10)));
        runIo();
        assertThat(a).isCompleted();
        assertThat(b).isCompleted();
        writer.completed(1);
        runIo();
        assertThat(bytes.durable).isFalse();
    }

    @Test
    void littleIsKeptOfSavepointsWhoseCompletionNobodyReports() throws Exception {
        Path savepoints = folder.resolve("savepoints");
        for (int id = 1; id < 400; id += 2) {
            Path savepoint = savepoints.resolve("savepoint-" + id);
            Files.createDirectories(savepoint.resolve("data"));
            writer.begin(id, savepoint.toUri().toString(), Set.of("a"));
            assertThat(written(id, new Bytes(LARGE)).getSegments()).hasSize(1);
            writer.begin(id + 1, "", Set.of("a"));
            written(id + 1, new Bytes(10));
            writer.completed(id + 1);
            runIo();
        }
        writer.gone("a");
        assertThat(io).as("savepoints that are asked whether they wait").hasSizeLessThanOrEqualTo(64);
        runIo();
        try (Stream<Path> files = Files.walk(savepoints)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(200);
        }
    }

    @Test
    void whenTheSegmentCannotBeWrittenAllOfItsTasksHearSo() throws Exception {
        storage.delete("data");
        writer.begin(1, "", Set.of("a", "b", "c"));
        CompletableFuture<TaskState> small = writer.write(1, "c", task(new Bytes(10)));
        CompletableFuture<TaskState> a = writer.write(1, "a", task(new Bytes(LARGE)));
        Bytes second = new Bytes(LARGE);
        CompletableFuture<TaskState> b = writer.write(1, "b", task(second));
        runIo();
        assertThat(small).isCompleted();
        assertThatThrownBy(a::join).hasMessageContaining("data/chk-1");
        assertThatThrownBy(b::join).hasMessageContaining("data/chk-1");
        assertThat(second.discarded).isTrue();
        storage.makeFolder("data");
        writer.begin(2, "", Set.of("a"));
        CompletableFuture<TaskState> next = writer.write(2, "a", task(new Bytes(LARGE)));
        runIo();
        assertThat(next).isCompleted();
    }

    @Test
    void laterSnapshotsBuildOnBytesOfCompletedOnes() throws Exception {
        Bytes whole = new Bytes(LARGE);
        writer.begin(1, "", Set.of("a"));
        CompletableFuture<TaskState> first = writer.write(1, "a", task(whole));
        runIo();
        assertThat(first).isCompleted();
        assertThat(whole.durable).isFalse();
        writer.completed(1);
        runIo();
        assertThat(whole.durable).isTrue();

        Bytes change = new Bytes(50, whole.stored);
        writer.begin(2, "", Set.of("a"));
        TaskState second = written(2, change);
        assertThat(second.getSegments()).isEqualTo(first.join().getSegments());
        assertThat(second.getInlined().remaining()).isEqualTo(50);
        assertThat(files()).hasSize(1);
        writer.completed(2);
        runIo();

        // Inlined bytes are written again: the metadata that holds them goes with its checkpoint.
        Bytes more = new Bytes(LARGE, change.stored);
        writer.begin(3, "", Set.of("a"));
        TaskState third = written(3, more);
        assertThat(third.getSegments()).hasSize(1).isNotEqualTo(second.getSegments());
        assertThat(third.getInlined().remaining()).isZero();
        try (SegmentReader reader =
                new SegmentReader(storage, third.getSegments().get(0))) {
            assertThat(reader.read(keyGroup(third).getRanges().get(0))).hasSize(50);
            assertThat(reader.read(keyGroup(third).getRanges().get(1))).hasSize(LARGE);
        }
    }

    private TaskState written(long checkpointId, Bytes bytes) {
        CompletableFuture<TaskState> state = writer.write(checkpointId, "a", task(bytes));
        runIo();
        return state.join();
    }

    private static KeyGroupState keyGroup(TaskState state) {
        return state.getOperators().get(0).getKeyed().get(0).getKeyGroups().get(0);
    }

    private static Range range(TaskState state) {
        return keyGroup(state).getRanges().get(0);
    }

    private void runIo() {
        while (!io.isEmpty()) {
            io.remove().run();
        }
    }

    private List<String> files() throws IOException {
        return storage.list("data");
    }

    private static TaskSnapshot task(Bytes bytes) {
        return new TaskSnapshot(
                List.of(new TaskSnapshot.Part("op", new OperatorSnapshot(bytes, new OperatorStateSnapshot()))),
                List.of());
    }

    /** Some bytes of key group 0, behind others that an earlier snapshot stored. */
    private static final class Bytes implements KeyedSnapshot {
        private final byte[] bytes;
        private final List<StoredRange> before = new ArrayList<>();
        private @Nullable StoredRange stored;
        private boolean durable;
        private boolean discarded;

        Bytes(int length) {
            this.bytes = new byte[length];
        }

        Bytes(int length, @Nullable StoredRange before) {
            this(length);
            if (before != null) {
                this.before.add(before);
            }
        }

        @Override
        public void write(SnapshotTarget target) throws IOException {
            for (StoredRange each : before) {
                target.keep(STATE, 0, each);
            }
            stored = target.add(STATE, 0, bytes, 0, bytes.length);
        }

        @Override
        public void durable() {
            durable = true;
        }

        @Override
        public void discard() {
            discarded = true;
        }
    }
}

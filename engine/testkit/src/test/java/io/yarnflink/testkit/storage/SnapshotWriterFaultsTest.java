package io.yarnflink.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.state.checkpoint.SnapshotWriter;
import io.yarnflink.state.checkpoint.TaskSnapshot;
import io.yarnflink.state.checkpoint.segment.SegmentReader;
import io.yarnflink.state.checkpoint.segment.SegmentSnapshotWriter;
import io.yarnflink.state.format.Range;
import io.yarnflink.state.format.TaskState;
import io.yarnflink.state.storage.CheckpointStorage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks write, leave and die in any order, and calls of the storage fail: what was answered as durable can be read. */
class SnapshotWriterFaultsTest {
    private static final String FOLDER = "memory:/job";
    private static final int LARGEST = 40_000;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void everySnapshotIsAnsweredAndWhatIsDurableIsWhole(long group) throws Exception {
        for (long seed = group * 100; seed < (group + 1) * 100; seed++) {
            try {
                new Run(seed).run();
            } catch (AssertionError | IOException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private static final class Run {
        private final SplittableRandom random;
        private final MemoryCheckpointStorages files = new MemoryCheckpointStorages();
        private final CheckpointStorage good = files.open(FOLDER);
        private final List<Runnable> io = new ArrayList<>();
        private final double failures;
        private final SnapshotWriter writer;
        private final Map<String, byte[]> content = new HashMap<>();
        private final Map<String, CompletableFuture<TaskState>> written = new HashMap<>();

        Run(long seed) throws IOException {
            random = new SplittableRandom(seed);
            failures = random.nextInt(3) * 0.1;
            good.makeFolder("data");
            writer = new SegmentSnapshotWriter(
                    files.with(StorageFaults.random(random.split(), failures)), FOLDER, "tm", 1, false, io::add);
        }

        void run() throws IOException {
            Set<Long> aborted = new HashSet<>();
            for (long id = 1; id <= 8; id++) {
                take(id);
                if (random.nextInt(3) == 0) {
                    // Perhaps before all is written.
                    work(random.nextInt(6));
                    writer.aborted(id);
                    aborted.add(id);
                }
                work(Integer.MAX_VALUE);
                checkAnswers(id, aborted.contains(id));
                if (!aborted.contains(id)) {
                    writer.completed(id);
                }
            }
            work(Integer.MAX_VALUE);
            if (failures == 0) {
                for (String name : good.list("data")) {
                    assertThat(aborted).as(name).noneMatch(id -> name.startsWith("chk-" + id + "-"));
                }
            }
        }

        /** What the tasks of one checkpoint do, in an order of chance. */
        private void take(long id) {
            List<String> tasks = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                tasks.add("task-" + i);
            }
            List<Runnable> events = new ArrayList<>();
            events.add(() -> writer.begin(id, "", new HashSet<>(tasks)));
            for (String task : tasks) {
                switch (random.nextInt(6)) {
                    case 0 -> events.add(() -> writer.leave(id, task));
                    case 1 -> {
                        // A task that dies is gone after the checkpoint began with it.
                        events.add(() -> {
                            writer.leave(id, task);
                            writer.gone(task);
                        });
                    }
                    default -> events.add(() -> write(id, task));
                }
            }
            while (!events.isEmpty()) {
                events.remove(random.nextInt(events.size())).run();
                work(random.nextInt(3));
            }
        }

        private void write(long id, String task) {
            byte[] bytes = new byte[random.nextInt(LARGEST)];
            random.nextBytes(bytes);
            content.put(id + task, bytes);
            written.put(
                    id + task,
                    writer.write(
                            id, task, new TaskSnapshot(List.of(), List.of(new TaskSnapshot.ChannelPart(0, 0, bytes)))));
        }

        private void work(int most) {
            for (int left = most; left > 0 && !io.isEmpty(); left--) {
                io.remove(random.nextInt(io.size())).run();
            }
        }

        private void checkAnswers(long id, boolean aborted) throws IOException {
            for (Map.Entry<String, CompletableFuture<TaskState>> each : written.entrySet()) {
                String name = each.getKey();
                assertThat(each.getValue()).as("the answer to %s", name).isDone();
                if (name.startsWith(id + "task")) {
                    boolean failed = each.getValue().isCompletedExceptionally();
                    assertThat(failed && failures == 0 && !aborted)
                            .as("%s failed for no reason", name)
                            .isFalse();
                    if (!failed && !aborted) {
                        assertThat(read(each.getValue().join())).as(name).isEqualTo(content.get(name));
                    }
                }
            }
        }

        private byte[] read(TaskState state) throws IOException {
            Range range = state.getChannels().get(0).getContent();
            if (range.getSegment() < 0) {
                byte[] bytes = new byte[Math.toIntExact(range.getLength())];
                state.getInlined().get(Math.toIntExact(range.getOffset()), bytes);
                return bytes;
            }
            try (SegmentReader reader =
                    new SegmentReader(good, state.getSegments().get(range.getSegment()))) {
                reader.verify();
                return reader.read(range);
            }
        }
    }
}

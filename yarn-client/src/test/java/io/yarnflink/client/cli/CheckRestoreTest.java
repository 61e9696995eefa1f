package io.yarnflink.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.client.FakeCluster;
import io.yarnflink.client.program.TestJar;
import io.yarnflink.graph.translation.OperatorIds;
import io.yarnflink.state.checkpoint.SavepointFolder;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.format.KeyGroupState;
import io.yarnflink.state.format.KeyedPart;
import io.yarnflink.state.format.NativeState;
import io.yarnflink.state.format.OperatorEntry;
import io.yarnflink.state.format.OperatorSubtaskState;
import io.yarnflink.state.format.Range;
import io.yarnflink.state.format.SubtaskState;
import io.yarnflink.state.format.TaskState;
import io.yarnflink.state.format.VertexState;
import io.yarnflink.state.storage.LocalCheckpointStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a program fits a savepoint of one keyed state, before it is submitted. */
class CheckRestoreTest {
    private static final String PROGRAM = """
            import io.yarnflink.api.environment.StreamExecutionEnvironment;
            public class Job {
                public static void main(String[] args) throws Exception {
                    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
                    env.enableCheckpointing(1000);
                    try {
                        env.fromSequence(1, 10).uid("numbers").keyBy(x -> x)
                                .reduce((a, b) -> a + b).uid("%s").name("Sum").print();
                        env.execute("Sums");
                    } catch (RuntimeException e) {
                        throw new IllegalStateException("never", e);
                    }
                }
            }
            """;

    @TempDir
    Path dir;

    private final FakeCluster cluster = new FakeCluster();
    private TestConsole console = new TestConsole();

    @BeforeEach
    void install() throws IOException {
        for (String folder : new String[] {"lib/engine", "lib/hadoop"}) {
            Files.createDirectories(dir.resolve(folder));
        }
        Files.writeString(dir.resolve("lib/engine/a.jar"), "a");
        console = new TestConsole().with("YARN_FLINK_HOME", dir.toString()).on(cluster);
    }

    private String savepoint(String uid) throws IOException {
        return savepoint(uid, null);
    }

    private String savepoint(String uid, @Nullable NativeState backend) throws IOException {
        Path folder = dir.resolve("savepoint");
        SavepointFolder savepoint = new SavepointFolder(new LocalCheckpointStorage(folder));
        savepoint.prepare();
        String id = OperatorIds.ofUid(uid).toString();
        KeyedPart sums = new KeyedPart("state", "sums", List.of(new KeyGroupState(0, List.of(new Range(-1, 0L, 7L)))));
        TaskState task = new TaskState(
                List.of(),
                ByteBuffer.wrap(new byte[7]),
                List.of(new OperatorSubtaskState(id, List.of(sums), null, false, backend)),
                List.of());
        VertexState vertex = new VertexState(
                List.of(new OperatorEntry(id, "Sum", uid)), 3, 256, List.of(new SubtaskState(0, false, task)));
        savepoint.complete(CheckpointMetadata.newBuilder()
                .setFormatVersion(1)
                .setJobId("job")
                .setJobName("Sums of last week")
                .setCheckpointId(41)
                .setEpoch(1)
                .setTriggeredAt(0)
                .setCompletedAt(0)
                .setSavepoint(true)
                .setVertices(List.of(vertex))
                .setEnumerators(List.of())
                .setCommits(List.of())
                .build());
        return "file://" + folder;
    }

    private String program(String uid) throws IOException {
        return new TestJar(dir)
                .source("Job", PROGRAM.formatted(uid))
                .mainClass("Job")
                .build()
                .toString();
    }

    @Test
    void aProgramThatFitsIsToldSoOperatorByOperator() throws IOException {
        String savepoint = savepoint("sum");
        assertThat(console.run("check-restore", "-p", "2", "--from-savepoint", savepoint, program("sum")))
                .isZero();
        assertThat(console.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .contains("Sum sum sums 7 3 2 restored")
                .anyMatch(line -> line.matches("Source: Sequence.* numbers 0 0 \\d begins empty"));
        assertThat(console.err())
                .contains("The job can go on from " + savepoint
                        + ": savepoint 41 of job 'Sums of last week', taken at 1970-01-01T00:00:00Z");
        assertThat(cluster.calls).containsExactly("close");
    }

    @Test
    void stateWithoutAPlaceIsRefusedByTheCheckAsByTheSubmissionUnlessItMayBeLeftBehind() throws IOException {
        String savepoint = savepoint("total");
        String jar = program("sum");
        String refusal = "RESTORE: the job cannot go on from " + savepoint
                + ": it has state of 'Sum' (uid total), which fits no operator of the job: give the operators their uids"
                + " again, or leave the state behind with --allow-non-restored-state";
        assertThat(console.run("check-restore", "--from-savepoint", savepoint, jar))
                .isEqualTo(12);
        assertThat(console.out()).contains("left behind");
        assertThat(console.err()).contains(refusal);
        assertThat(console.run("submit", "--from-savepoint", savepoint, jar)).isEqualTo(12);
        assertThat(console.err()).contains(refusal);
        assertThat(cluster.calls).doesNotContain("stage", "submit");
        assertThat(console.run("check-restore", "--allow-non-restored-state", "--from-savepoint", savepoint, jar))
                .isZero();
    }

    @Test
    void filesThatOnlyAnotherStateBackendReadsAreRefused() throws IOException {
        String retained = savepoint("sum", new NativeState("rocksdb-1", 0, 255, List.of()));
        String jar = program("sum");
        assertThat(console.run("check-restore", "--from-savepoint", retained, jar))
                .isEqualTo(12);
        assertThat(console.err())
                .contains(
                        "'Sum' (uid sum) has keyed state in files of kind 'rocksdb-1', which a job with"
                                + " state.backend.type: hashmap does not read",
                        "take a savepoint");
        assertThat(console.run("submit", "--from-savepoint", retained, jar)).isEqualTo(12);
        assertThat(cluster.calls).doesNotContain("stage", "submit");
        assertThat(console.run("check-restore", "-Dstate.backend.type=rocksdb", "--from-savepoint", retained, jar))
                .isZero();
    }

    @Test
    void wherePeopleLookInVainTheyHearWhatToGive() throws IOException {
        String jar = program("sum");
        assertThat(console.run("check-restore", jar)).isEqualTo(2);
        assertThat(console.err()).contains("nothing is said to go on from; name it with --from-savepoint");
        String nothing = "file://" + dir.resolve("nothing");
        assertThat(console.run("check-restore", "--from-savepoint", nothing, jar))
                .isEqualTo(12);
        assertThat(console.err())
                .contains(nothing + ": there is no savepoint and no retained checkpoint there; give the folder");
    }
}

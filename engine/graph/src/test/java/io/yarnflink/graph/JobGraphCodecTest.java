package io.yarnflink.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.JobID;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class JobGraphCodecTest {
    private static final JobGraph GRAPH = new JobGraph(
            new JobID(0x0123456789abcdefL, -1),
            "Zählung der Wörter 字",
            bytes("config"),
            Map.of("execution.checkpointing.interval", "1 s", "restart-strategy.type", "none"),
            true,
            List.of(
                    new JobVertex(
                            "Source: a -> (b, c)",
                            2,
                            128,
                            false,
                            "default",
                            List.of(
                                    operator(1, "Source: a", true, 1, 2),
                                    operator(2, "b", false),
                                    operator(3, "c", false))),
                    new JobVertex("d", 3, 4, true, "big", List.of(operator(4, "d", false)))),
            List.of(
                    new JobEdge(0, 1, "", 1, 0, "HASH", false, bytes("by word"), bytes("String")),
                    new JobEdge(0, 2, "", 1, 0, "RESCALE", true, OpaqueBytes.EMPTY, bytes("Long"))));

    @Test
    void aGraphSurvivesTheRoundTrip() throws Exception {
        assertThat(JobGraphCodec.decode(JobGraphCodec.encode(GRAPH))).isEqualTo(GRAPH);
    }

    @Test
    void anEmptyGraphSurvivesTheRoundTrip() throws Exception {
        JobGraph empty = new JobGraph(new JobID(0, 0), "", OpaqueBytes.EMPTY, false, List.of(), List.of());

        assertThat(JobGraphCodec.decode(JobGraphCodec.encode(empty))).isEqualTo(empty);
    }

    @Test
    void theSameGraphGivesTheSameBytes() {
        assertThat(JobGraphCodec.encode(GRAPH)).isEqualTo(JobGraphCodec.encode(GRAPH));
    }

    @Test
    void aGraphCutOffAnywhereIsRefused() {
        byte[] whole = JobGraphCodec.encode(GRAPH);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> JobGraphCodec.decode(cut))
                    .isInstanceOf(CorruptJobGraphException.class)
                    .hasMessageContaining("at byte ");
            assertGraphOrRefusal(withRightChecksum(cut));
        }
    }

    @Test
    void aFlippedBitAnywhereIsRefused() {
        byte[] whole = JobGraphCodec.encode(GRAPH);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> JobGraphCodec.decode(flipped)).isInstanceOf(CorruptJobGraphException.class);
        }
    }

    @Test
    void aForgedByteUnderARightChecksumYieldsAGraphOrARefusal() {
        byte[] whole = JobGraphCodec.encode(GRAPH);
        for (int index = JobGraphCodec.HEADER_BYTES; index < whole.length; index++) {
            for (int value : new int[] {0, 1, 2, 0x7f, 0x80, 0xff}) {
                byte[] forged = whole.clone();
                forged[index] = (byte) value;
                assertGraphOrRefusal(withRightChecksum(forged));
            }
        }
    }

    @Test
    void somethingElseIsNoJobGraph() {
        assertRefused("{\"name\": \"job\"}".getBytes(StandardCharsets.UTF_8), "at byte 0: begins with 7b226e61");
        assertRefused(new byte[0], "at byte 0: ends where a number of 4 bytes should be");
    }

    @Test
    void anotherVersionIsNamed() {
        byte[] newer = JobGraphCodec.encode(GRAPH);
        ByteBuffer.wrap(newer).putInt(4, 7);

        assertRefused(newer, "at byte 4: has format version 7, this engine reads version 5; use the same version");
    }

    @Test
    void alteredBytesAreNamed() {
        byte[] altered = JobGraphCodec.encode(GRAPH);
        altered[altered.length - 1]++;

        assertRefused(altered, "it is cut off or altered");
    }

    @Test
    void bytesAfterTheEndAreRefused() {
        byte[] whole = JobGraphCodec.encode(GRAPH);

        assertRefused(
                withRightChecksum(Arrays.copyOf(whole, whole.length + 3)),
                "at byte " + whole.length + ": 3 bytes follow its end");
    }

    @Test
    void hugeCountsAreRefusedBeforeTheyAreBelieved() {
        byte[] whole =
                JobGraphCodec.encode(new JobGraph(new JobID(0, 0), "", OpaqueBytes.EMPTY, false, List.of(), List.of()));
        // After the header come the job id, the lengths of name, config and settings and the flag; then the number of
        // vertices.
        int vertices = JobGraphCodec.HEADER_BYTES + 16 + 4 + 4 + 4 + 1;
        ByteBuffer.wrap(whole).putInt(vertices, Integer.MAX_VALUE);

        assertRefused(withRightChecksum(whole), "at byte " + vertices + ": vertices: 2147483647 of them do not fit");
    }

    @Test
    void graphsThatMakeNoSenseAreRefused() {
        ChainedOperator operator = operator(1, "a", true);
        assertRefused(
                graph(new JobVertex("v", 2, 1, false, "default", List.of(operator))),
                "a max parallelism must lie in 2..");
        assertRefused(
                graph(new JobVertex("v", 0, 1, false, "default", List.of(operator))), "a parallelism must lie in 1..");
        assertRefused(graph(new JobVertex("v", 1, 1, false, "default", List.of())), "vertex 'v' has no operators");
        assertRefused(
                graph(new JobVertex("v", 1, 1, false, "default", List.of(operator(1, "a", true, 0)))),
                "operator 0 cannot feed operator 0");
        assertRefused(
                graph(new JobVertex("v", 1, 1, false, "default", List.of(operator, operator))),
                "nothing feeds operator 1");
        JobVertex vertex = new JobVertex("v", 1, 1, false, "default", List.of(operator));
        assertRefused(graph(edge(0, 0, 0), vertex, vertex), "an edge's target must lie in 1..1, is 0");
        assertRefused(graph(edge(0, 1, 1), vertex, vertex), "an edge's source operator must lie in 0..0, is 1");
        assertRefused(graph(edge(2, 0, 1), vertex, vertex), "an edge's source must lie in 0..1, is 2");
    }

    private static void assertRefused(byte[] bytes, String message) {
        assertThatThrownBy(() -> JobGraphCodec.decode(bytes))
                .isInstanceOf(CorruptJobGraphException.class)
                .hasMessageContaining(message);
    }

    private static void assertGraphOrRefusal(byte[] bytes) {
        try {
            assertThat(JobGraphCodec.decode(bytes)).isNotNull();
        } catch (CorruptJobGraphException e) {
            assertThat(e).hasMessageStartingWith("not a job graph, at byte ");
        }
    }

    private static byte[] withRightChecksum(byte[] bytes) {
        if (bytes.length >= JobGraphCodec.HEADER_BYTES) {
            CRC32C crc = new CRC32C();
            crc.update(bytes, JobGraphCodec.HEADER_BYTES, bytes.length - JobGraphCodec.HEADER_BYTES);
            ByteBuffer.wrap(bytes).putInt(8, (int) crc.getValue());
        }
        return bytes;
    }

    private static byte[] graph(JobVertex... vertices) {
        return JobGraphCodec.encode(
                new JobGraph(new JobID(0, 0), "", OpaqueBytes.EMPTY, false, List.of(vertices), List.of()));
    }

    private static byte[] graph(JobEdge edge, JobVertex... vertices) {
        return JobGraphCodec.encode(
                new JobGraph(new JobID(0, 0), "", OpaqueBytes.EMPTY, false, List.of(vertices), List.of(edge)));
    }

    private static JobEdge edge(int source, int sourceOperator, int target) {
        return new JobEdge(
                source, sourceOperator, "", target, 0, "FORWARD", true, OpaqueBytes.EMPTY, OpaqueBytes.EMPTY);
    }

    private static ChainedOperator operator(int id, String name, boolean source, Integer... next) {
        Optional<String> uid = source ? Optional.of("uid-" + id) : Optional.empty();
        return new ChainedOperator(
                new OperatorId(id, -id),
                name,
                uid,
                source ? OperatorRole.READS_SPLITS : OperatorRole.PLAIN,
                bytes("code of " + name),
                bytes("type"),
                OpaqueBytes.EMPTY,
                bytes("settings"),
                List.of(next));
    }

    private static OpaqueBytes bytes(String text) {
        return new OpaqueBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}

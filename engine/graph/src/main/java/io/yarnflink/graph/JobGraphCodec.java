package io.yarnflink.graph;

import io.yarnflink.api.common.JobID;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Writes and reads job graphs. Layout: magic, format version, CRC32C of the body, body; all big-endian. Reading never
 * allocates more than the input can account for and leaves user code opaque.
 */
public final class JobGraphCodec {
    static final int MAGIC = 0x59464a47;
    static final int VERSION = 5;
    static final int HEADER_BYTES = 3 * Integer.BYTES;

    /** Fewer bytes than any vertex, operator or edge takes. */
    private static final int LEAST_ELEMENT_BYTES = 20;

    private JobGraphCodec() {}

    public static byte[] encode(JobGraph graph) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            out.writeInt(0);
            writeGraph(out, graph);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        byte[] encoded = bytes.toByteArray();
        ByteBuffer.wrap(encoded).putInt(2 * Integer.BYTES, checksum(encoded));
        return encoded;
    }

    public static JobGraph decode(byte[] bytes) throws CorruptJobGraphException {
        JobGraphInput in = new JobGraphInput(bytes);
        int magic = in.readInt();
        if (magic != MAGIC) {
            throw new CorruptJobGraphException(
                    0, String.format("begins with %08x, a job graph begins with %08x", magic, MAGIC));
        }
        int version = in.readInt();
        if (version != VERSION) {
            throw new CorruptJobGraphException(
                    Integer.BYTES,
                    "has format version " + version + ", this engine reads version " + VERSION
                            + "; use the same version in the client and on the cluster");
        }
        int expected = in.readInt();
        int actual = checksum(bytes);
        if (expected != actual) {
            throw new CorruptJobGraphException(
                    2 * Integer.BYTES,
                    String.format(
                            "its checksum is %08x but its %d bytes sum to %08x; it is cut off or altered",
                            expected, bytes.length, actual));
        }
        JobGraph graph = readGraph(in);
        in.expectEnd();
        return graph;
    }

    private static int checksum(byte[] encoded) {
        CRC32C crc = new CRC32C();
        crc.update(encoded, HEADER_BYTES, encoded.length - HEADER_BYTES);
        return (int) crc.getValue();
    }

    private static void writeGraph(DataOutputStream out, JobGraph graph) throws IOException {
        out.writeLong(graph.jobId().upperPart());
        out.writeLong(graph.jobId().lowerPart());
        JobGraphOutput.writeText(out, graph.name());
        JobGraphOutput.writeBytes(out, graph.executionConfig().toByteArray());
        JobGraphOutput.writeList(out, List.copyOf(graph.settings().entrySet()), JobGraphCodec::writeSetting);
        out.writeBoolean(graph.needsClient());
        JobGraphOutput.writeList(out, graph.vertices(), JobGraphCodec::writeVertex);
        JobGraphOutput.writeList(out, graph.edges(), JobGraphCodec::writeEdge);
    }

    private static void writeSetting(DataOutputStream out, Map.Entry<String, String> setting) throws IOException {
        JobGraphOutput.writeText(out, setting.getKey());
        JobGraphOutput.writeText(out, setting.getValue());
    }

    private static void writeVertex(DataOutputStream out, JobVertex vertex) throws IOException {
        JobGraphOutput.writeText(out, vertex.name());
        out.writeInt(vertex.parallelism());
        out.writeInt(vertex.maxParallelism());
        out.writeBoolean(vertex.derivedMax());
        JobGraphOutput.writeText(out, vertex.slotSharingGroup());
        JobGraphOutput.writeList(out, vertex.operators(), JobGraphCodec::writeOperator);
    }

    private static void writeOperator(DataOutputStream out, ChainedOperator operator) throws IOException {
        out.writeLong(operator.id().upper());
        out.writeLong(operator.id().lower());
        JobGraphOutput.writeText(out, operator.name());
        out.writeBoolean(operator.uid().isPresent());
        if (operator.uid().isPresent()) {
            JobGraphOutput.writeText(out, operator.uid().get());
        }
        out.writeInt(operator.role().code());
        JobGraphOutput.writeBytes(out, operator.descriptor().toByteArray());
        JobGraphOutput.writeBytes(out, operator.outputType().toByteArray());
        JobGraphOutput.writeBytes(out, operator.readTag().toByteArray());
        JobGraphOutput.writeBytes(out, operator.settings().toByteArray());
        JobGraphOutput.writeList(out, operator.next(), DataOutputStream::writeInt);
    }

    private static void writeEdge(DataOutputStream out, JobEdge edge) throws IOException {
        out.writeInt(edge.source());
        out.writeInt(edge.sourceOperator());
        JobGraphOutput.writeText(out, edge.sideOutput());
        out.writeInt(edge.target());
        out.writeInt(edge.targetInput());
        JobGraphOutput.writeText(out, edge.shipStrategy());
        out.writeBoolean(edge.pointwise());
        JobGraphOutput.writeBytes(out, edge.partitioning().toByteArray());
        JobGraphOutput.writeBytes(out, edge.recordType().toByteArray());
    }

    private static JobGraph readGraph(JobGraphInput in) throws CorruptJobGraphException {
        JobID jobId = new JobID(in.readLong(), in.readLong());
        String name = in.readText("the job's name");
        OpaqueBytes executionConfig = new OpaqueBytes(in.readBytes("the execution config"));
        Map<String, String> settings = new TreeMap<>();
        in.readList("settings", 2 * Integer.BYTES, JobGraphCodec::readSetting)
                .forEach(setting -> settings.put(setting.getKey(), setting.getValue()));
        boolean needsClient = in.readBoolean("need of a client");
        List<JobVertex> vertices = in.readList("vertices", LEAST_ELEMENT_BYTES, JobGraphCodec::readVertex);
        List<JobEdge> edges = in.readList("edges", LEAST_ELEMENT_BYTES, input -> readEdge(input, vertices));
        return new JobGraph(jobId, name, executionConfig, settings, needsClient, vertices, edges);
    }

    private static Map.Entry<String, String> readSetting(JobGraphInput in) throws CorruptJobGraphException {
        return Map.entry(in.readText("a setting's key"), in.readText("a setting's value"));
    }

    private static JobVertex readVertex(JobGraphInput in) throws CorruptJobGraphException {
        String name = in.readText("a vertex's name");
        int parallelism = in.readIntBetween(1, JobVertex.HIGHEST_PARALLELISM, "a parallelism");
        int maxParallelism = in.readIntBetween(parallelism, JobVertex.HIGHEST_PARALLELISM, "a max parallelism");
        boolean derivedMax = in.readBoolean("whether the max parallelism is derived");
        String slotSharingGroup = in.readText("a slot sharing group");
        int start = in.offset();
        List<ChainedOperator> operators = in.readList("operators", LEAST_ELEMENT_BYTES, JobGraphCodec::readOperator);
        if (operators.isEmpty()) {
            throw new CorruptJobGraphException(start, "vertex '" + name + "' has no operators");
        }
        checkTree(operators, name, start);
        return new JobVertex(name, parallelism, maxParallelism, derivedMax, slotSharingGroup, operators);
    }

    /** Each operator but the head has one producer, which comes before it. */
    private static void checkTree(List<ChainedOperator> operators, String vertex, int offset)
            throws CorruptJobGraphException {
        BitSet fed = new BitSet(operators.size());
        fed.set(0);
        for (int i = 0; i < operators.size(); i++) {
            for (int next : operators.get(i).next()) {
                if (next <= i || next >= operators.size() || fed.get(next)) {
                    throw new CorruptJobGraphException(
                            offset, "in vertex '" + vertex + "' operator " + i + " cannot feed operator " + next);
                }
                fed.set(next);
            }
        }
        if (fed.cardinality() < operators.size()) {
            throw new CorruptJobGraphException(
                    offset, "in vertex '" + vertex + "' nothing feeds operator " + fed.nextClearBit(0));
        }
    }

    private static ChainedOperator readOperator(JobGraphInput in) throws CorruptJobGraphException {
        OperatorId id = new OperatorId(in.readLong(), in.readLong());
        String name = in.readText("an operator's name");
        Optional<String> uid =
                in.readBoolean("a uid's presence") ? Optional.of(in.readText("a uid")) : Optional.empty();
        return new ChainedOperator(
                id,
                name,
                uid,
                OperatorRole.ofCode(in.readIntBetween(0, OperatorRole.HIGHEST_CODE, "an operator's role")),
                new OpaqueBytes(in.readBytes("an operator")),
                new OpaqueBytes(in.readBytes("an output type")),
                new OpaqueBytes(in.readBytes("the side output that an operator reads")),
                new OpaqueBytes(in.readBytes("an operator's settings")),
                in.readList("readers", Integer.BYTES, JobGraphInput::readInt));
    }

    private static JobEdge readEdge(JobGraphInput in, List<JobVertex> vertices) throws CorruptJobGraphException {
        int source = in.readIntBetween(0, vertices.size() - 1, "an edge's source");
        int operators = vertices.get(source).operators().size();
        int sourceOperator = in.readIntBetween(0, operators - 1, "an edge's source operator");
        String sideOutput = in.readText("a side output");
        // Vertices are in topological order, so that a graph which passes has no cycle.
        int target = in.readIntBetween(source + 1, vertices.size() - 1, "an edge's target");
        return new JobEdge(
                source,
                sourceOperator,
                sideOutput,
                target,
                in.readIntBetween(0, 1, "an edge's input"),
                in.readText("a ship strategy"),
                in.readBoolean("whether it is pointwise"),
                new OpaqueBytes(in.readBytes("a partitioning")),
                new OpaqueBytes(in.readBytes("a record type")));
    }
}

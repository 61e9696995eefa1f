package io.yarnflink.testkit.control;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.graph.ChainedOperator;
import io.yarnflink.graph.JobEdge;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.JobGraphCodec;
import io.yarnflink.graph.JobVertex;
import io.yarnflink.graph.OpaqueBytes;
import io.yarnflink.graph.OperatorId;
import io.yarnflink.graph.OperatorRole;
import io.yarnflink.transport.protocol.SubmitJob;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Small jobs: a reader and a counter, or a source with an enumerator. */
final class Jobs {
    static final JobID ID = new JobID(0xa, 0xb);

    private Jobs() {}

    /** Read (readers) -> Count (counters), in one slot sharing group. */
    static JobGraph readAndCount(int readers, int counters) {
        JobVertex read = vertex("Read", readers, false, OpaqueBytes.EMPTY);
        JobVertex count = vertex("Count", counters, false, OpaqueBytes.EMPTY);
        JobEdge edge = new JobEdge(0, 0, "", 1, 0, "HASH", false, OpaqueBytes.EMPTY, OpaqueBytes.EMPTY);
        return new JobGraph(ID, "read and count", OpaqueBytes.EMPTY, false, List.of(read, count), List.of(edge));
    }

    /** As {@link #readAndCount}, for a client that fetches the results. */
    static JobGraph collecting(int readers, int counters) {
        JobGraph graph = readAndCount(readers, counters);
        return new JobGraph(ID, "collect", OpaqueBytes.EMPTY, true, graph.vertices(), graph.edges());
    }

    static JobGraph withSource(int parallelism, Source<?, ?, ?> source) {
        byte[] descriptor = UserCode.serialize(new OperatorDescriptor.SourceRead<>(source), "the source");
        return new JobGraph(
                ID,
                "source only",
                OpaqueBytes.EMPTY,
                false,
                List.of(vertex("Numbers", parallelism, true, new OpaqueBytes(descriptor))),
                List.of());
    }

    /** Read -> Sink, one subtask each; {@code sink} is an operator of that role. */
    static JobGraph into(OperatorRole role, OperatorDescriptor sink) {
        JobGraph graph = readAndCount(1, 1);
        OpaqueBytes descriptor = new OpaqueBytes(UserCode.serialize(sink, "the sink"));
        return new JobGraph(
                ID,
                "read and write",
                OpaqueBytes.EMPTY,
                false,
                List.of(graph.vertices().get(0), vertex("Sink", 1, role, descriptor)),
                graph.edges());
    }

    static SubmitJob submission(JobGraph graph) {
        return new SubmitJob(ByteBuffer.wrap(JobGraphCodec.encode(graph)));
    }

    private static JobVertex vertex(String name, int parallelism, boolean source, OpaqueBytes descriptor) {
        return vertex(name, parallelism, source ? OperatorRole.READS_SPLITS : OperatorRole.PLAIN, descriptor);
    }

    private static JobVertex vertex(String name, int parallelism, OperatorRole role, OpaqueBytes descriptor) {
        ChainedOperator operator = new ChainedOperator(
                new OperatorId(1, name.hashCode()),
                name,
                Optional.empty(),
                role,
                descriptor,
                OpaqueBytes.EMPTY,
                OpaqueBytes.EMPTY,
                OpaqueBytes.EMPTY,
                List.of());
        return new JobVertex(name, parallelism, 128, true, "default", List.of(operator));
    }
}

package io.yarnflink.graph.translation;

import io.yarnflink.api.spi.Program;
import io.yarnflink.graph.ShipStrategy;
import java.util.Locale;
import java.util.StringJoiner;

/** Writes programs as JSON, for people and tools that draw them. */
public final class ExecutionPlan {
    private ExecutionPlan() {}

    /** The program's operators before chaining; {@code defaultParallelism} is that of operators that have none. */
    public static String json(Program program, int defaultParallelism) {
        StreamGraph graph = StreamGraphGenerator.generate(program, defaultParallelism);
        StringJoiner nodes = new StringJoiner(",\n", "{\n  \"nodes\" : [\n", "\n  ]\n}");
        graph.nodes().forEach(node -> nodes.add(node(node, graph)));
        return nodes.toString();
    }

    private static String node(StreamNode node, StreamGraph graph) {
        StringJoiner fields = new StringJoiner(", ", "    { ", " }")
                .add("\"id\" : " + node.id())
                .add("\"type\" : " + text(node.name()))
                .add("\"pact\" : " + text(kind(node)))
                .add("\"contents\" : " + text(node.name()))
                .add("\"parallelism\" : " + node.parallelism());
        StringJoiner inputs = new StringJoiner(", ", "[ ", " ]");
        for (StreamEdge edge : graph.inputsOf(node)) {
            inputs.add("{ \"id\" : " + edge.source().id() + ", \"ship_strategy\" : "
                    + text(ShipStrategy.of(edge.partitioning()).name().toUpperCase(Locale.ROOT))
                    + ", \"side\" : " + text(edge.input() == 0 ? "first" : "second") + " }");
        }
        if (!graph.inputsOf(node).isEmpty()) {
            fields.add("\"predecessors\" : " + inputs);
        }
        return fields.toString();
    }

    private static String kind(StreamNode node) {
        if (node.isSource()) {
            return "Data Source";
        }
        return node.isSink() ? "Data Sink" : "Operator";
    }

    private static String text(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}

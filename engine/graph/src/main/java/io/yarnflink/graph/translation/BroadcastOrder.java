package io.yarnflink.graph.translation;

import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.operators.RuntimeSettings.InputOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Lets operators of batch jobs read all that is broadcast before the other input. That waits where it comes from, unless what
 * makes the broadcast could come to wait for it: then it is kept in memory.
 */
final class BroadcastOrder {
    private BroadcastOrder() {}

    static void set(StreamGraph graph) {
        for (StreamNode node : graph.nodes()) {
            if (node.operator() instanceof OperatorDescriptor.BroadcastProcess
                    || node.operator() instanceof OperatorDescriptor.KeyedBroadcastProcess) {
                node.setInputOrder(
                        areConnectedElsewhere(node, graph) ? InputOrder.SECOND_FIRST_KEEPING : InputOrder.SECOND_FIRST);
            }
        }
    }

    /** Whether some way leads from a producer of one input to one of the other, against exchanges too, but for {@code node}. */
    private static boolean areConnectedElsewhere(StreamNode node, StreamGraph graph) {
        Set<StreamNode> reached = new HashSet<>();
        Deque<StreamNode> open = new ArrayDeque<>();
        producers(node, 0, graph).forEach(open::add);
        while (!open.isEmpty()) {
            StreamNode next = open.remove();
            if (next != node && reached.add(next)) {
                graph.inputsOf(next).forEach(edge -> open.add(edge.source()));
                graph.outputsOf(next).forEach(edge -> open.add(edge.target()));
            }
        }
        return producers(node, 1, graph).stream().anyMatch(reached::contains);
    }

    private static Set<StreamNode> producers(StreamNode node, int input, StreamGraph graph) {
        Set<StreamNode> producers = new HashSet<>();
        graph.inputsOf(node).stream()
                .filter(edge -> edge.input() == input)
                .forEach(edge -> producers.add(edge.source()));
        return producers;
    }
}

package io.yarnflink.graph.translation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The operators of one future vertex: the head first, each operator after its producer. */
final class OperatorChain {
    private final int index;
    private final List<StreamNode> members = new ArrayList<>();
    private final Map<StreamNode, Integer> positions = new HashMap<>();
    private final List<List<Integer>> next = new ArrayList<>();

    OperatorChain(int index, StreamNode head) {
        this.index = index;
        add(head);
    }

    void append(StreamNode node, StreamNode producer) {
        next.get(positionOf(producer)).add(members.size());
        add(node);
    }

    /** The index of the vertex. */
    int index() {
        return index;
    }

    StreamNode head() {
        return members.get(0);
    }

    List<StreamNode> members() {
        return Collections.unmodifiableList(members);
    }

    /** The positions of the members that read the output of the member at {@code position}. */
    List<Integer> next(int position) {
        return List.copyOf(next.get(position));
    }

    int positionOf(StreamNode member) {
        Integer position = positions.get(member);
        if (position == null) {
            throw new IllegalArgumentException(member + " is not in the chain " + name());
        }
        return position;
    }

    /** The names of the operators as they follow each other; several readers of one output stand in parentheses. */
    String name() {
        String[] names = new String[members.size()];
        for (int i = members.size() - 1; i >= 0; i--) {
            String own = members.get(i).name();
            List<String> readers =
                    next.get(i).stream().map(reader -> names[reader]).toList();
            names[i] = switch (readers.size()) {
                case 0 -> own;
                case 1 -> own + " -> " + readers.get(0);
                default -> own + " -> (" + String.join(", ", readers) + ")";
            };
        }
        return names[0];
    }

    private void add(StreamNode node) {
        positions.put(node, members.size());
        members.add(node);
        next.add(new ArrayList<>());
    }
}

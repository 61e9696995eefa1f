package io.yarnflink.graph.translation;

import io.yarnflink.api.common.InvalidProgramException;
import io.yarnflink.api.transformation.Transformation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

/** Visits all that a program's roots read, directly or not. */
final class ProgramTraversal {
    private ProgramTraversal() {}

    /** Every transformation once, inputs before their readers. */
    static List<Transformation<?>> inOrderOfCreation(Collection<Transformation<?>> roots) {
        TreeMap<Integer, Transformation<?>> found = new TreeMap<>();
        Deque<Transformation<?>> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            Transformation<?> transformation = open.remove();
            Transformation<?> known = found.putIfAbsent(transformation.id(), transformation);
            if (known == null) {
                transformation.inputs().forEach(input -> checkOlder(input, transformation));
                open.addAll(transformation.inputs());
            } else if (known != transformation) {
                throw new InvalidProgramException("'" + known.name() + "' and '" + transformation.name()
                        + "' have the same id " + known.id()
                        + ": they come from different environments. Build a program in one StreamExecutionEnvironment");
            }
        }
        return new ArrayList<>(found.values());
    }

    /** Ids grow in the order of creation, so that a program without this violation has no cycle. */
    private static void checkOlder(Transformation<?> input, Transformation<?> reader) {
        if (input.id() >= reader.id()) {
            throw new InvalidProgramException("'" + reader.name() + "' (id " + reader.id() + ") reads '" + input.name()
                    + "' (id " + input.id() + "), which was made after it: they come from different environments."
                    + " Build a program in one StreamExecutionEnvironment");
        }
    }
}

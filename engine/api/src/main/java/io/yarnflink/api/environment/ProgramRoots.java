package io.yarnflink.api.environment;

import io.yarnflink.api.transformation.Transformation;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Finds the operators of a program that no other operator reads. */
final class ProgramRoots {
    private ProgramRoots() {}

    static List<Transformation<?>> of(Collection<Transformation<?>> operators) {
        Set<Transformation<?>> read = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Transformation<?>> readers = new ArrayDeque<>(operators);
        while (!readers.isEmpty()) {
            for (Transformation<?> input : readers.remove().inputs()) {
                if (read.add(input)) {
                    readers.add(input);
                }
            }
        }
        return operators.stream().filter(operator -> !read.contains(operator)).toList();
    }
}

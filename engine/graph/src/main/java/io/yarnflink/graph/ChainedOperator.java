package io.yarnflink.graph;

import java.util.List;
import java.util.Optional;

/**
 * One operator of a chain. {@code descriptor} is a serialized OperatorDescriptor, {@code outputType} a serialized
 * TypeInformation (empty for a sink), {@code readTag} a serialized OutputTag when it reads a side output of its producer
 * in the chain, {@code settings} serialized RuntimeSettings (empty for the standard ones), {@code next} the indices of the operators in the same chain that read what it emits.
 */
public record ChainedOperator(
        OperatorId id,
        String name,
        Optional<String> uid,
        OperatorRole role,
        OpaqueBytes descriptor,
        OpaqueBytes outputType,
        OpaqueBytes readTag,
        OpaqueBytes settings,
        List<Integer> next) {
    public ChainedOperator {
        next = List.copyOf(next);
    }
}

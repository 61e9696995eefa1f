package io.yarnflink.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All state of one operator's subtask at one moment: keyed state and timers, and what belongs to no key. */
public record OperatorSnapshot(KeyedSnapshot keyed, OperatorStateSnapshot operatorState) {

    /** What is read from where a snapshot was stored: by key group and state, ranges of bytes in their order. */
    public static OperatorSnapshot stored(
            SortedMap<Integer, Map<StateId, List<byte[]>>> keyGroups, OperatorStateSnapshot operatorState) {
        return stored(keyGroups, List.of(), operatorState);
    }

    /** The same, with what only one kind of backend reads. */
    public static OperatorSnapshot stored(
            SortedMap<Integer, Map<StateId, List<byte[]>>> keyGroups,
            List<NativeFiles> nativeFiles,
            OperatorStateSnapshot operatorState) {
        return new OperatorSnapshot(new StoredKeyGroups(keyGroups, nativeFiles), operatorState);
    }

    /** Without keyed state. */
    public static OperatorSnapshot unkeyed(OperatorStateSnapshot operatorState) {
        return stored(Collections.emptySortedMap(), operatorState);
    }

    /** The same in memory, so that it may be read again and again. */
    public OperatorSnapshot inMemory() {
        try {
            return new OperatorSnapshot(StoredKeyGroups.of(keyed), operatorState);
        } catch (IOException e) {
            throw new UncheckedIOException("Keyed state cannot be written to memory: " + e.getMessage(), e);
        }
    }

    /** The keyed state of one that is in memory. */
    public SortedMap<Integer, Map<StateId, List<byte[]>>> keyGroups() {
        return inMemoryKeyed().keyGroups();
    }

    /** The keyed state of one that is in memory, as far as only one kind of backend reads it. */
    public List<NativeFiles> nativeFiles() {
        return inMemoryKeyed().nativeFiles();
    }

    private StoredKeyGroups inMemoryKeyed() {
        if (keyed instanceof StoredKeyGroups stored) {
            return stored;
        }
        throw new IllegalStateException("the snapshot has not been written; call inMemory() first");
    }

    /** What {@code parallelism} new subtasks get of what the old ones left; key groups go to their owners. */
    public static List<OperatorSnapshot> redistribute(List<OperatorSnapshot> old, int parallelism, int maxParallelism) {
        List<OperatorStateSnapshot> operatorStates = OperatorStateSnapshot.redistribute(
                old.stream().map(OperatorSnapshot::operatorState).toList(), parallelism);
        List<OperatorSnapshot> parts = new ArrayList<>();
        for (OperatorStateSnapshot operatorState : operatorStates) {
            KeyGroupRange range = KeyGroups.rangeOf(parts.size(), parallelism, maxParallelism);
            List<NativeFiles> nativeFiles = old.stream()
                    .flatMap(each -> each.nativeFiles().stream())
                    .filter(each -> each.keyGroups().overlaps(range))
                    .toList();
            parts.add(stored(new TreeMap<>(), nativeFiles, operatorState));
        }
        for (OperatorSnapshot each : old) {
            each.keyGroups().forEach((keyGroup, values) -> {
                if (keyGroup >= maxParallelism) {
                    throw new IllegalArgumentException("State of key group " + keyGroup
                            + " cannot be restored with a maximum parallelism of " + maxParallelism
                            + "; set the maximum parallelism that the state was written with");
                }
                OperatorSnapshot part = parts.get(KeyGroups.subtask(keyGroup, parallelism, maxParallelism));
                part.keyGroups()
                        .computeIfAbsent(keyGroup, absent -> new HashMap<>())
                        .putAll(values);
            });
        }
        return parts;
    }
}

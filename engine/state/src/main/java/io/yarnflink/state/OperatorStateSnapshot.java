package io.yarnflink.state;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An operator's states without keys, of one subtask: lists by element, broadcast states whole. */
public final class OperatorStateSnapshot {
    private final Map<String, ListPart> lists = new LinkedHashMap<>();
    private final Map<String, byte[]> broadcasts = new LinkedHashMap<>();

    /** An element of a list and the snapshot of the serializer that wrote it, which it shares with others. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Element(byte[] serializer, byte[] value) {}

    record ListPart(boolean union, List<Element> elements) {}

    OperatorStateSnapshot copy() {
        OperatorStateSnapshot copy = new OperatorStateSnapshot();
        copy.lists.putAll(lists);
        copy.broadcasts.putAll(broadcasts);
        return copy;
    }

    void putList(String name, boolean union, List<Element> elements) {
        lists.put(name, new ListPart(union, List.copyOf(elements)));
    }

    void putBroadcast(String name, byte[] serialized) {
        broadcasts.put(name, serialized);
    }

    List<Element> takeList(String name) {
        ListPart list = lists.remove(name);
        return list == null ? List.of() : list.elements();
    }

    byte @Nullable [] takeBroadcast(String name) {
        return broadcasts.remove(name);
    }

    public boolean isEmpty() {
        return lists.isEmpty() && broadcasts.isEmpty();
    }

    /** Whether new subtasks need what all old ones left, whatever their number. */
    public boolean isShared() {
        return !broadcasts.isEmpty() || lists.values().stream().anyMatch(ListPart::union);
    }

    /** As bytes that {@link #decoded} reads. */
    public byte[] encoded() throws IOException {
        return OperatorStateCodec.encode(this);
    }

    public static OperatorStateSnapshot decoded(byte[] bytes) throws IOException {
        return OperatorStateCodec.decode(bytes);
    }

    Map<String, ListPart> lists() {
        return lists;
    }

    Map<String, byte[]> broadcasts() {
        return broadcasts;
    }

    /**
     * What {@code parallelism} new subtasks get of what the old ones left: union lists and broadcast states go whole to
     * each; other lists are split evenly, or stay where they are when as many subtasks read them as wrote them.
     */
    public static List<OperatorStateSnapshot> redistribute(List<OperatorStateSnapshot> old, int parallelism) {
        List<OperatorStateSnapshot> parts = new ArrayList<>();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            OperatorStateSnapshot part = new OperatorStateSnapshot();
            for (int i = 0; i < old.size(); i++) {
                // Each begins with another one, so that those who kept their number keep their state.
                old.get((subtask + i) % old.size()).broadcasts.forEach(part.broadcasts::putIfAbsent);
            }
            parts.add(part);
        }
        Map<String, ListPart> all = new LinkedHashMap<>();
        for (OperatorStateSnapshot each : old) {
            each.lists.forEach((name, list) -> all.merge(name, list, OperatorStateSnapshot::joined));
        }
        all.forEach((name, list) -> {
            if (list.union() || old.size() != parallelism) {
                spread(name, list, parts);
            } else {
                keep(name, old, parts);
            }
        });
        return parts;
    }

    private static void keep(String name, List<OperatorStateSnapshot> old, List<OperatorStateSnapshot> parts) {
        for (int i = 0; i < parts.size(); i++) {
            ListPart list = old.get(i).lists.get(name);
            if (list != null) {
                parts.get(i).lists.put(name, list);
            }
        }
    }

    private static ListPart joined(ListPart one, ListPart other) {
        List<Element> elements = new ArrayList<>(one.elements());
        elements.addAll(other.elements());
        return new ListPart(one.union(), elements);
    }

    private static void spread(String name, ListPart list, List<OperatorStateSnapshot> parts) {
        int size = list.elements().size();
        for (int i = 0; i < parts.size(); i++) {
            int from = list.union() ? 0 : (int) ((long) size * i / parts.size());
            int to = list.union() ? size : (int) ((long) size * (i + 1) / parts.size());
            parts.get(i).putList(name, list.union(), list.elements().subList(from, to));
        }
    }
}

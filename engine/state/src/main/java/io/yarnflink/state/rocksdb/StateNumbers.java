package io.yarnflink.state.rocksdb;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.memory.VarInts;
import io.yarnflink.state.StateId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What each number in a database's keys stands for. A state that several databases left has a number for each way in which
 * its entries were written, until somebody asks for it.
 */
final class StateNumbers {
    /** The file beside those of RocksDB. */
    static final String FILE = "STATES";

    private static final int VERSION = 1;
    private static final int MOST = 0xffff;

    private final SortedMap<Integer, Stored> states = new TreeMap<>();

    /** A state and the snapshots of the serializers that its entries were written with; a map has an entry for each key. */
    @SuppressWarnings("ArrayRecordComponent") // Compared as what it is.
    record Stored(StateId id, boolean map, byte[] serializers) {
        boolean isLike(Stored other) {
            return id.equals(other.id) && map == other.map && Arrays.equals(serializers, other.serializers);
        }
    }

    SortedMap<Integer, Stored> all() {
        return states;
    }

    List<Integer> of(StateId id) {
        List<Integer> numbers = new ArrayList<>();
        states.forEach((number, state) -> {
            if (state.id().equals(id)) {
                numbers.add(number);
            }
        });
        return numbers;
    }

    Stored get(int number) {
        Stored state = states.get(number);
        if (state == null) {
            throw new IllegalArgumentException("no state has number " + number);
        }
        return state;
    }

    int add(Stored state) {
        int number = states.isEmpty() ? 0 : states.lastKey() + 1;
        if (number > MOST) {
            throw new IllegalStateException("an operator cannot have more than " + MOST + " states");
        }
        states.put(number, state);
        return number;
    }

    /** The number of a state whose entries look just like those of {@code state}. */
    int like(Stored state) {
        Optional<Integer> known = states.entrySet().stream()
                .filter(each -> each.getValue().isLike(state))
                .map(Map.Entry::getKey)
                .findFirst();
        return known.orElseGet(() -> add(state));
    }

    void remove(int number) {
        states.remove(number);
    }

    /** Serializers may have learned of classes since. */
    void update(int number, byte[] serializers) {
        states.computeIfPresent(number, (same, state) -> new Stored(state.id(), state.map(), serializers));
    }

    byte[] encoded() throws IOException {
        ByteArrayOutputView target = new ByteArrayOutputView(256);
        VarInts.writeInt(VERSION, target);
        VarInts.writeInt(states.size(), target);
        for (Map.Entry<Integer, Stored> each : states.entrySet()) {
            Stored state = each.getValue();
            VarInts.writeInt(each.getKey(), target);
            target.writeUTF(state.id().scope());
            target.writeUTF(state.id().name());
            target.writeBoolean(state.map());
            VarInts.writeInt(state.serializers().length, target);
            target.write(state.serializers());
        }
        return target.toByteArray();
    }

    static StateNumbers decoded(byte[] bytes) throws IOException {
        ByteArrayInputView source = new ByteArrayInputView(bytes);
        int version = VarInts.readInt(source);
        if (version != VERSION) {
            throw new IOException("the states of a RocksDB database are listed in version " + version
                    + ", and this release reads " + VERSION);
        }
        StateNumbers numbers = new StateNumbers();
        for (int left = VarInts.readCount(source); left > 0; left--) {
            int number = VarInts.readInt(source);
            StateId id = new StateId(source.readUTF(), source.readUTF());
            boolean map = source.readBoolean();
            byte[] serializers = new byte[VarInts.readCount(source)];
            source.readFully(serializers);
            numbers.states.put(number, new Stored(id, map, serializers));
        }
        return numbers;
    }
}

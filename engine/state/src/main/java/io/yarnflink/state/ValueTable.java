package io.yarnflink.state;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The values of one state for all keys and namespaces of a subtask, wherever they are kept; task thread only. */
public interface ValueTable<K, V> extends Cells<V> {
    /** Which of the serializers in front of stored entries is which. */
    int KEYS = 0;

    int VALUES = 1;
    int NAMESPACES = 2;

    TypeSerializer<V> serializer();

    /** Which values are over, and how many to look at on each access. */
    record Expiry<V>(int entries, Predicate<V> isOver) {}

    /** Removes values that are over little by little. */
    void expire(Expiry<V> expiry);

    /** Leaves values that are over out of snapshots; asked once for each snapshot, so that all of it sees one time. */
    void dropInSnapshots(Supplier<Predicate<V>> isOver);

    /** How many values there are, or about as many. */
    long size();

    /** The keys that have a value, each as often as it has namespaces. */
    List<K> keys();

    /** Reads what a snapshot holds of a key group, range by range; the serializers are resolved for that range. */
    void read(int keyGroup, StoredSerializers serializers, DataInputView source) throws IOException;
}

package io.yarnflink.state.rocksdb;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.typeutils.serializers.MapSerializer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.WriteBatch;

/** Makes one value of each map whose entries were stored one by one; sees them in order. Task thread only. */
final class GatheredMaps<K, N, V> {
    private final RocksDbTable<K, N, V> table;
    private final EntrySerializers<K, N, V> readers;
    private final MapSerializer<Object, Object> entries;
    private byte[] place = {};
    private Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();

    /** {@code readers} is what the entries were written with. */
    GatheredMaps(RocksDbTable<K, N, V> table, EntrySerializers<K, N, V> readers) {
        this.table = table;
        this.readers = readers;
        entries = readers.maps();
    }

    void add(byte[] key, byte[] value, WriteBatch batch) {
        ByteArrayInputView source = new ByteArrayInputView(value);
        int end = EntryKeys.HEADER + MapTable.skipLength(source);
        if (place.length != end || !EntryKeys.startsWith(key, place)) {
            end(batch);
            place = Arrays.copyOf(key, end);
        }
        Object mapKey =
                EntrySerializers.read(entries.getKeySerializer(), new ByteArrayInputView(key, end, key.length - end));
        map.put(mapKey, EntrySerializers.read(entries.getValueSerializer(), source));
    }

    /** Stores the last map, too. */
    @SuppressWarnings("unchecked") // Values that are kept with a serializer of maps are maps.
    void end(WriteBatch batch) {
        if (!map.isEmpty()) {
            table.convertKey(place, readers);
            table.putAt((V) map, batch);
            map = new LinkedHashMap<>();
        }
        place = new byte[0];
    }
}

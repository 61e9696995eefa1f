package io.yarnflink.state.rocksdb;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.memory.VarInts;
import io.yarnflink.state.KeyGroupRange;
import io.yarnflink.state.KeyedSnapshot;
import io.yarnflink.state.SnapshotTarget;
import io.yarnflink.state.StateId;
import io.yarnflink.state.StoredSerializers;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;

/**
 * All entries as they were at one moment, in the form that every backend reads. Stored bytes are those of that form, so
 * none of them is read as what it means.
 */
final class CanonicalSnapshot implements KeyedSnapshot {
    /** A key group of more bytes is stored as several ranges. */
    private static final int LARGEST_RANGE = 4 << 20;

    private final OpenDatabase database;
    private final Snapshot snapshot;
    private final KeyGroupRange keyGroups;
    private final List<Part> parts;
    private final AtomicBoolean used = new AtomicBoolean();

    /** A state as it is stored; {@code leftOut} says which values do not belong to the snapshot. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Part(
            int number,
            StateId id,
            boolean map,
            byte[] serializers,
            @Nullable Predicate<byte[]> leftOut) {}

    /** The database has all that is to be in it. */
    CanonicalSnapshot(OpenDatabase database, KeyGroupRange keyGroups, List<Part> parts) {
        this.database = database;
        this.keyGroups = keyGroups;
        this.parts = parts;
        snapshot = database.snapshot();
        database.retain();
    }

    @Override
    public void write(SnapshotTarget target) throws IOException {
        if (!used.compareAndSet(false, true)) {
            throw new IllegalStateException("the snapshot was written or given up before");
        }
        try (ReadOptions reads = new ReadOptions().setSnapshot(snapshot).setFillCache(false);
                RocksIterator iterator = database.iterator(reads)) {
            for (Part part : parts) {
                for (int keyGroup = keyGroups.first(); keyGroup <= keyGroups.last(); keyGroup++) {
                    new Group(part, keyGroup, target).write(iterator);
                }
            }
        } finally {
            release();
        }
    }

    private void release() {
        database.releaseSnapshot(snapshot);
        database.release();
    }

    @Override
    public void durable() {}

    @Override
    public void discard() {
        if (used.compareAndSet(false, true)) {
            release();
        }
    }

    /** Writes one key group of one state. */
    private static final class Group {
        private final Part part;
        private final int keyGroup;
        private final SnapshotTarget target;
        private final ByteArrayOutputView entries = new ByteArrayOutputView(1024);
        private final ByteArrayOutputView joined = new ByteArrayOutputView(1024);
        private int count;

        // Of the map being put together.
        private final ByteArrayOutputView map = new ByteArrayOutputView(256);
        private byte[] mapPlace = {};
        private int mapSize;

        Group(Part part, int keyGroup, SnapshotTarget target) {
            this.part = part;
            this.keyGroup = keyGroup;
            this.target = target;
        }

        void write(RocksIterator iterator) throws IOException {
            byte[] prefix = EntryKeys.header(keyGroup, part.number());
            begin();
            for (iterator.seek(prefix); iterator.isValid(); iterator.next()) {
                byte[] key = iterator.key();
                if (!EntryKeys.startsWith(key, prefix)) {
                    break;
                }
                byte[] value = iterator.value();
                Predicate<byte[]> leftOut = part.leftOut();
                if (leftOut != null && leftOut.test(value)) {
                    continue;
                }
                if (part.map()) {
                    addToMap(key, value);
                } else {
                    entries.write(key, EntryKeys.HEADER, key.length - EntryKeys.HEADER);
                    entries.write(value);
                    count++;
                }
                if (entries.position() >= LARGEST_RANGE) {
                    end();
                    begin();
                }
            }
            OpenDatabase.check(iterator);
            endMap();
            end();
        }

        private void addToMap(byte[] key, byte[] value) throws IOException {
            ByteArrayInputView source = new ByteArrayInputView(value);
            int end = EntryKeys.HEADER + VarInts.readInt(source);
            if (mapSize == 0 || mapPlace.length != end || !EntryKeys.startsWith(key, mapPlace)) {
                endMap();
                mapPlace = Arrays.copyOf(key, end);
            }
            map.write(key, end, key.length - end);
            map.write(value, source.position(), source.remaining());
            mapSize++;
        }

        private void endMap() throws IOException {
            if (mapSize > 0) {
                entries.write(mapPlace, EntryKeys.HEADER, mapPlace.length - EntryKeys.HEADER);
                VarInts.writeInt(mapSize, entries);
                entries.write(map.array(), map.offset(), map.position());
                count++;
            }
            map.reset();
            mapSize = 0;
        }

        /** Nothing is removed by a range that stands alone; how many entries it has comes later. */
        private void begin() {
            entries.reset();
            entries.writeInt(0);
            entries.writeInt(0);
            count = 0;
        }

        private void end() throws IOException {
            if (count > 0) {
                entries.putInt(Integer.BYTES, count);
                joined.reset();
                StoredSerializers.join(part.serializers(), entries, joined);
                target.add(part.id(), keyGroup, joined.array(), joined.offset(), joined.position());
            }
        }
    }
}

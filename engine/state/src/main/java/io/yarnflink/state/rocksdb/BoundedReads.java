package io.yarnflink.state.rocksdb;

import java.nio.ByteBuffer;
import org.rocksdb.DirectSlice;
import org.rocksdb.ReadOptions;

/**
 * Reads up to where a prefix ends. Made once, because objects of RocksDB cost more than a short look into it; so only one
 * iterator at a time may have them. Task thread only.
 */
final class BoundedReads implements AutoCloseable {
    private final ReadOptions options = new ReadOptions();
    private ByteBuffer end = ByteBuffer.allocateDirect(256);
    private DirectSlice slice = new DirectSlice(end, 0);

    BoundedReads() {
        options.setIterateUpperBound(slice);
    }

    /** The same at each call, until the next one. */
    ReadOptions endingWith(byte[] prefix) {
        byte[] behind = EntryKeys.behind(prefix);
        if (behind.length > end.capacity()) {
            DirectSlice old = slice;
            end = ByteBuffer.allocateDirect(behind.length * 2);
            slice = new DirectSlice(end, 0);
            options.setIterateUpperBound(slice);
            old.close();
        }
        end.clear().put(behind);
        slice.setLength(behind.length);
        return options;
    }

    @Override
    public void close() {
        options.close();
        slice.close();
    }
}

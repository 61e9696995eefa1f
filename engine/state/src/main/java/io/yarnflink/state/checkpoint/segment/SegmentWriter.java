package io.yarnflink.state.checkpoint.segment;

import io.yarnflink.state.checkpoint.Digests;
import io.yarnflink.state.checkpoint.FormatCodec;
import io.yarnflink.state.format.SegmentFile;
import io.yarnflink.state.format.SegmentIndex;
import io.yarnflink.state.storage.StoredOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.zip.CRC32C;

/**
 * A segment being written: a header, blocks of {@link #BLOCK} bytes (the last one shorter) each followed by its CRC32C,
 * and a trailer. Offsets of ranges count the bytes in blocks alone; the last of these bytes are the index. One thread.
 */
final class SegmentWriter {
    static final int MAGIC = 0x59465347;
    static final int VERSION = 1;
    static final int BLOCK = 32 << 10;
    /** Magic, version, checkpoint id, epoch, CRC32C. */
    static final int HEADER = 28;
    /** How many bytes the blocks hold, where the index begins, CRC32C, magic. */
    static final int TRAILER = 24;

    private final StoredOutput out;
    private final byte[] block = new byte[BLOCK + Integer.BYTES];
    private final MessageDigest digest = Digests.sha256();
    private int filled;
    private long written;
    private long data;

    SegmentWriter(StoredOutput out, long checkpointId, long epoch) throws IOException {
        this.out = out;
        ByteBuffer header = ByteBuffer.allocate(HEADER)
                .putInt(MAGIC)
                .putInt(VERSION)
                .putLong(checkpointId)
                .putLong(epoch);
        flush(summed(header), HEADER);
    }

    /** The bytes so far with their checksum behind them. */
    private static byte[] summed(ByteBuffer bytes) {
        byte[] sum = new byte[bytes.capacity()];
        int length = bytes.position();
        bytes.flip().get(sum, 0, length);
        ByteBuffer.wrap(sum).putInt(length, crc(sum, length));
        return sum;
    }

    static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /** Appends bytes and says where they are. */
    long append(byte[] array, int offset, int length) throws IOException {
        long begin = data;
        int from = offset;
        while (from < offset + length) {
            int count = Math.min(offset + length - from, BLOCK - filled);
            System.arraycopy(array, from, block, filled, count);
            from += count;
            filled += count;
            if (filled == BLOCK) {
                endBlock();
            }
        }
        data += length;
        return begin;
    }

    private void endBlock() throws IOException {
        ByteBuffer.wrap(block).putInt(filled, crc(block, filled));
        flush(block, filled + Integer.BYTES);
        filled = 0;
    }

    private void flush(byte[] bytes, int length) throws IOException {
        digest.update(bytes, 0, length);
        out.write(bytes, 0, length);
        written += length;
    }

    /** Ends the file; when this returns it is durable. */
    SegmentFile finish(String path, SegmentIndex index) throws IOException {
        byte[] indexBytes = FormatCodec.encode(index);
        long indexOffset = append(indexBytes, 0, indexBytes.length);
        if (filled > 0) {
            endBlock();
        }
        ByteBuffer trailer = ByteBuffer.allocate(TRAILER).putLong(data).putLong(indexOffset);
        byte[] bytes = summed(trailer);
        ByteBuffer.wrap(bytes).putInt(TRAILER - Integer.BYTES, MAGIC);
        flush(bytes, TRAILER);
        out.close();
        return new SegmentFile(path, written, ByteBuffer.wrap(digest.digest()));
    }

    void abort() throws IOException {
        out.abort();
    }
}

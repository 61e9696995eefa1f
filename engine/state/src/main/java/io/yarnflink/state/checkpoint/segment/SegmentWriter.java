package io.yarnflink.state.checkpoint.segment;

import io.yarnflink.state.checkpoint.Digests;
import io.yarnflink.state.checkpoint.FormatCodec;
import io.yarnflink.state.format.SegmentFile;
import io.yarnflink.state.format.SegmentIndex;
import io.yarnflink.state.storage.StoredOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;

/**
 * A segment being written: a header, blocks of {@link #BLOCK} bytes (the last one shorter) each followed by its CRC32C,
 * and a trailer. Offsets of ranges count the bytes in blocks alone; the last of these bytes are the index. In version 2
 * blocks are deflated where that makes them shorter, and between them and the trailer stands, with its own CRC32C, how long
 * each is then. One thread.
 */
final class SegmentWriter {
    static final int MAGIC = 0x59465347;
    static final int PLAIN = 1;
    static final int COMPRESSED = 2;
    static final int BLOCK = 32 << 10;
    /** Magic, version, checkpoint id, epoch, CRC32C. */
    static final int HEADER = 28;
    /** How many bytes the blocks hold, where the index begins, CRC32C, magic. */
    static final int TRAILER = 24;

    private final StoredOutput out;
    private final byte[] block = new byte[BLOCK + Integer.BYTES];
    private final MessageDigest digest = Digests.sha256();
    private final Optional<Compressor> compressor;
    private int filled;
    private long written;
    private long data;

    SegmentWriter(StoredOutput out, long checkpointId, long epoch, boolean compressed) throws IOException {
        this.out = out;
        this.compressor = compressed ? Optional.of(new Compressor()) : Optional.empty();
        ByteBuffer header = ByteBuffer.allocate(HEADER)
                .putInt(MAGIC)
                .putInt(compressed ? COMPRESSED : PLAIN)
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
        byte[] stored = block;
        int length = filled;
        if (compressor.isPresent()) {
            Compressor used = compressor.get();
            length = used.compress(block, filled);
            stored = length < filled ? used.compressed : block;
        }
        ByteBuffer.wrap(stored).putInt(length, crc(stored, length));
        flush(stored, length + Integer.BYTES);
        filled = 0;
    }

    /** Deflates blocks, and remembers how long they are then. */
    private static final class Compressor {
        private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        private final byte[] compressed = new byte[BLOCK + Integer.BYTES];
        private final ByteArrayOutputStream lengths = new ByteArrayOutputStream();

        /** How many bytes the block has now; as many as before when it became no shorter. */
        int compress(byte[] block, int length) {
            deflater.reset();
            deflater.setInput(block, 0, length);
            deflater.finish();
            int shorter = deflater.deflate(compressed, 0, length - 1);
            int stored = deflater.finished() ? shorter : length;
            lengths.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(stored).array());
            return stored;
        }

        byte[] table() {
            int length = lengths.size();
            ByteBuffer table = ByteBuffer.allocate(length + Integer.BYTES).put(lengths.toByteArray());
            return table.putInt(crc(table.array(), length)).array();
        }
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
        if (compressor.isPresent()) {
            byte[] table = compressor.get().table();
            flush(table, table.length);
        }
        ByteBuffer trailer = ByteBuffer.allocate(TRAILER).putLong(data).putLong(indexOffset);
        byte[] bytes = summed(trailer);
        ByteBuffer.wrap(bytes).putInt(TRAILER - Integer.BYTES, MAGIC);
        flush(bytes, TRAILER);
        out.close();
        release();
        return new SegmentFile(path, written, ByteBuffer.wrap(digest.digest()));
    }

    void abort() throws IOException {
        release();
        out.abort();
    }

    private void release() {
        compressor.ifPresent(used -> used.deflater.end());
    }
}

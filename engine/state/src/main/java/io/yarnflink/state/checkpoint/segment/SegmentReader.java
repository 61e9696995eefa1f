package io.yarnflink.state.checkpoint.segment;

import io.yarnflink.state.checkpoint.CorruptCheckpointException;
import io.yarnflink.state.checkpoint.Digests;
import io.yarnflink.state.checkpoint.FormatCodec;
import io.yarnflink.state.format.Range;
import io.yarnflink.state.format.SegmentFile;
import io.yarnflink.state.format.SegmentIndex;
import io.yarnflink.state.storage.CheckpointStorage;
import io.yarnflink.state.storage.StoredInput;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Reads ranges of a segment and checks the blocks that they touch; one thread. */
public final class SegmentReader implements Closeable {
    private static final int STEP = SegmentWriter.BLOCK + Integer.BYTES;

    private final String location;
    private final SegmentFile file;
    private final StoredInput in;
    private final byte[] stored = new byte[STEP];
    private final Inflater inflater;
    private byte[] block = stored;
    private long blockNumber = -1;
    private long data;
    private long indexOffset;
    /** Where each block begins, and the last one ends, when they are not all as long as they were; otherwise null. */
    private long @Nullable [] begins;

    /** Fails with {@link CorruptCheckpointException} when the file is not the one that {@code file} describes. */
    public SegmentReader(CheckpointStorage storage, SegmentFile file) throws IOException {
        this.location = storage.location(file.getPath());
        this.file = file;
        try {
            this.in = new ReadAhead(storage.open(file.getPath()));
        } catch (NoSuchFileException e) {
            throw corrupt("it is missing");
        }
        this.inflater = new Inflater(true);
        try {
            checkFrame();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void checkFrame() throws IOException {
        long length = in.length();
        if (length != file.getLength()) {
            throw corrupt("it has " + length + " bytes, and had " + file.getLength() + " when it was written");
        }
        if (length < SegmentWriter.HEADER + SegmentWriter.TRAILER) {
            throw corrupt("it has " + length + " bytes, too few for a segment");
        }
        byte[] headerBytes = read(0, SegmentWriter.HEADER);
        ByteBuffer header = ByteBuffer.wrap(headerBytes);
        if (header.getInt() != SegmentWriter.MAGIC) {
            throw corrupt("it does not begin as a segment does");
        }
        int version = header.getInt();
        if (version != SegmentWriter.PLAIN && version != SegmentWriter.COMPRESSED) {
            throw corrupt("its format has version " + version + ", and this release reads " + SegmentWriter.PLAIN
                    + " and " + SegmentWriter.COMPRESSED);
        }
        checkSum(headerBytes, SegmentWriter.HEADER - Integer.BYTES, 0);
        long trailerOffset = length - SegmentWriter.TRAILER;
        byte[] trailerBytes = read(trailerOffset, SegmentWriter.TRAILER);
        ByteBuffer trailer = ByteBuffer.wrap(trailerBytes);
        if (trailer.getInt(SegmentWriter.TRAILER - Integer.BYTES) != SegmentWriter.MAGIC) {
            throw corrupt("it does not end as a segment does");
        }
        checkSum(trailerBytes, SegmentWriter.TRAILER - 2 * Integer.BYTES, trailerOffset);
        data = trailer.getLong(0);
        indexOffset = trailer.getLong(Long.BYTES);
        long blocks = (data + SegmentWriter.BLOCK - 1) / SegmentWriter.BLOCK;
        boolean fits = version == SegmentWriter.PLAIN
                ? SegmentWriter.HEADER + data + blocks * Integer.BYTES == trailerOffset
                : blocks >= 0 && SegmentWriter.HEADER + (blocks + 1) * Integer.BYTES <= trailerOffset;
        if (data < 0 || indexOffset < 0 || indexOffset > data || !fits) {
            throw corrupt(
                    "its trailer speaks of " + data + " bytes of data, which does not fit its length of " + length);
        }
        if (version == SegmentWriter.COMPRESSED) {
            begins = readBegins(Math.toIntExact(blocks), trailerOffset);
        }
    }

    private long[] readBegins(int blocks, long trailerOffset) throws IOException {
        int length = blocks * Integer.BYTES;
        long tableOffset = trailerOffset - length - Integer.BYTES;
        byte[] bytes = read(tableOffset, length + Integer.BYTES);
        checkSum(bytes, length, tableOffset);
        ByteBuffer table = ByteBuffer.wrap(bytes);
        long[] offsets = new long[blocks + 1];
        offsets[0] = SegmentWriter.HEADER;
        for (int number = 0; number < blocks; number++) {
            int storedLength = table.getInt();
            if (storedLength < 1 || storedLength > dataOf(number)) {
                throw corrupt("it says that block " + number + " has " + storedLength + " bytes");
            }
            offsets[number + 1] = offsets[number] + storedLength + Integer.BYTES;
        }
        if (offsets[blocks] != tableOffset) {
            throw corrupt("its blocks end at offset " + offsets[blocks] + " by their lengths, and at " + tableOffset
                    + " by its own");
        }
        return offsets;
    }

    private int dataOf(long number) {
        return (int) Math.min(SegmentWriter.BLOCK, data - number * SegmentWriter.BLOCK);
    }

    private byte[] read(long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        fill(offset, bytes, length);
        return bytes;
    }

    private void fill(long offset, byte[] bytes, int length) throws IOException {
        try {
            in.readFully(offset, bytes, 0, length);
        } catch (EOFException e) {
            throw corrupt("it ends before offset " + (offset + length));
        }
    }

    private void checkSum(byte[] bytes, int length, long offset) throws CorruptCheckpointException {
        int expected = ByteBuffer.wrap(bytes).getInt(length);
        int found = SegmentWriter.crc(bytes, length);
        if (found != expected) {
            throw corrupt("the " + length + " bytes at offset " + offset + " have checksum "
                    + HexFormat.of().toHexDigits(found) + ", and had "
                    + HexFormat.of().toHexDigits(expected) + " when they were written");
        }
    }

    private CorruptCheckpointException corrupt(String problem) {
        return new CorruptCheckpointException(location, problem);
    }

    /** The bytes of a range. */
    public byte[] read(Range range) throws IOException {
        long offset = range.getOffset();
        long length = range.getLength();
        if (offset < 0 || length < 0 || length > Integer.MAX_VALUE - 8 || offset > data - length) {
            throw corrupt("it holds " + data + " bytes of data, none at " + offset + " to " + (offset + length)
                    + " where the checkpoint looks for some");
        }
        byte[] bytes = new byte[(int) length];
        int filled = 0;
        while (filled < bytes.length) {
            long position = offset + filled;
            load(position / SegmentWriter.BLOCK);
            int from = (int) (position % SegmentWriter.BLOCK);
            int count = Math.min(bytes.length - filled, SegmentWriter.BLOCK - from);
            System.arraycopy(block, from, bytes, filled, count);
            filled += count;
        }
        return bytes;
    }

    /** Copies the bytes of a range, of which there may be many. */
    public void copy(Range range, OutputStream target) throws IOException {
        long end = range.getOffset() + range.getLength();
        for (long offset = range.getOffset(); offset < end; offset += SegmentWriter.BLOCK) {
            target.write(read(new Range(range.getSegment(), offset, Math.min(SegmentWriter.BLOCK, end - offset))));
        }
    }

    private void load(long number) throws IOException {
        if (number == blockNumber) {
            return;
        }
        blockNumber = -1;
        int length = dataOf(number);
        int storedLength = length;
        long offset = SegmentWriter.HEADER + number * STEP;
        if (begins != null) {
            offset = begins[(int) number];
            storedLength = (int) (begins[(int) number + 1] - offset) - Integer.BYTES;
        }
        fill(offset, stored, storedLength + Integer.BYTES);
        checkSum(stored, storedLength, offset);
        block = storedLength == length ? stored : inflated(storedLength, length, offset);
        blockNumber = number;
    }

    private byte[] inflated(int storedLength, int length, long offset) throws CorruptCheckpointException {
        byte[] bytes = new byte[length];
        inflater.reset();
        inflater.setInput(stored, 0, storedLength);
        try {
            if (inflater.inflate(bytes) == length && inflater.getRemaining() == 0) {
                return bytes;
            }
        } catch (DataFormatException e) {
            throw corrupt(
                    "the " + storedLength + " bytes at offset " + offset + " are not deflated: " + e.getMessage());
        }
        throw corrupt("the " + storedLength + " bytes at offset " + offset + " are not " + length + " deflated ones");
    }

    /** What lies where in the segment. */
    public SegmentIndex index() throws IOException {
        byte[] bytes = read(new Range(0, indexOffset, data - indexOffset));
        try {
            return FormatCodec.decode(SegmentIndex.class, bytes);
        } catch (IOException e) {
            throw corrupt("its index is " + e.getMessage());
        }
    }

    /** Reads the whole file and compares its SHA-256. */
    public void verify() throws IOException {
        MessageDigest digest = Digests.sha256();
        byte[] buffer = new byte[SegmentWriter.BLOCK];
        long length = file.getLength();
        for (long offset = 0; offset < length; offset += buffer.length) {
            int count = (int) Math.min(buffer.length, length - offset);
            fill(offset, buffer, count);
            digest.update(buffer, 0, count);
        }
        ByteBuffer found = ByteBuffer.wrap(digest.digest());
        if (!found.equals(file.getSha256())) {
            throw corrupt("its SHA-256 is not the one that it had when it was written");
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}

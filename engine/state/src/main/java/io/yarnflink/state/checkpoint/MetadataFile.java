package io.yarnflink.state.checkpoint;

import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.storage.CheckpointStorage;
import io.yarnflink.state.storage.StoredInput;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/** A checkpoint's metadata as a file: magic, version, the record in Avro, and the SHA-256 of all that. */
final class MetadataFile {
    /** Of the layout and of the record's schema; readers of an older version have its schema compiled in. */
    static final int VERSION = 1;

    private static final int MAGIC = 0x5946434d;
    private static final int HEADER = 8;
    private static final int DIGEST = 32;
    private static final int LARGEST = 1 << 30;

    private MetadataFile() {}

    static byte[] encode(CheckpointMetadata metadata) throws IOException {
        byte[] record = FormatCodec.encode(metadata);
        ByteBuffer file = ByteBuffer.allocate(HEADER + record.length + DIGEST)
                .putInt(MAGIC)
                .putInt(VERSION)
                .put(record);
        byte[] bytes = new byte[file.capacity()];
        file.flip().get(bytes, 0, HEADER + record.length);
        byte[] digest = digest(bytes, HEADER + record.length);
        System.arraycopy(digest, 0, bytes, HEADER + record.length, DIGEST);
        return bytes;
    }

    private static byte[] digest(byte[] bytes, int length) {
        MessageDigest digest = Digests.sha256();
        digest.update(bytes, 0, length);
        return digest.digest();
    }

    /** Fails with {@link CorruptCheckpointException}, or as the storage does when it cannot be read now. */
    static CheckpointMetadata read(CheckpointStorage storage, String path) throws IOException {
        return decode(storage.location(path), bytes(storage, path));
    }

    static byte[] bytes(CheckpointStorage storage, String path) throws IOException {
        try (StoredInput in = storage.open(path)) {
            long length = in.length();
            if (length > LARGEST) {
                throw new CorruptCheckpointException(
                        storage.location(path), "it has " + length + " bytes, more than metadata ever has");
            }
            byte[] bytes = new byte[(int) length];
            in.readFully(0, bytes, 0, bytes.length);
            return bytes;
        } catch (EOFException e) {
            throw new CorruptCheckpointException(storage.location(path), "it ends before its length");
        }
    }

    static CheckpointMetadata decode(String location, byte[] bytes) throws CorruptCheckpointException {
        if (bytes.length < HEADER + DIGEST) {
            throw new CorruptCheckpointException(
                    location, "it has " + bytes.length + " bytes, too few for a checkpoint's metadata");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (header.getInt() != MAGIC) {
            throw new CorruptCheckpointException(location, "it does not begin as a checkpoint's metadata does");
        }
        int version = header.getInt();
        if (version != VERSION) {
            throw new CorruptCheckpointException(
                    location, "its format has version " + version + ", and this release reads " + VERSION);
        }
        int end = bytes.length - DIGEST;
        if (!MessageDigest.isEqual(digest(bytes, end), Arrays.copyOfRange(bytes, end, bytes.length))) {
            throw new CorruptCheckpointException(
                    location, "its SHA-256 is not the one that it had when it was written");
        }
        try {
            return FormatCodec.decode(CheckpointMetadata.class, Arrays.copyOfRange(bytes, HEADER, end));
        } catch (IOException e) {
            throw new CorruptCheckpointException(location, "it is " + e.getMessage());
        }
    }
}

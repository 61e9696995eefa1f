package io.yarnflink.connectors.files;

import io.yarnflink.api.fs.Path;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Splits as bytes, one or a list of them. */
final class FileSplitSerializer {
    private static final int VERSION = 1;

    static final SimpleVersionedSerializer<FileSourceSplit> ONE = new One();
    static final SimpleVersionedSerializer<PendingSplitsCheckpoint<FileSourceSplit>> MANY = new Many();

    private FileSplitSerializer() {}

    private static void write(FileSourceSplit split, DataOutputStream out) throws IOException {
        out.writeUTF(split.splitId());
        out.writeUTF(split.path().toString());
        out.writeLong(split.offset());
        out.writeLong(split.length());
        out.writeInt(split.hosts().size());
        for (String host : split.hosts()) {
            out.writeUTF(host);
        }
    }

    private static FileSourceSplit read(DataInputStream in) throws IOException {
        String id = in.readUTF();
        Path path = new Path(in.readUTF());
        long offset = in.readLong();
        long length = in.readLong();
        List<String> hosts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            hosts.add(in.readUTF());
        }
        return new FileSourceSplit(id, path, offset, length, hosts);
    }

    private static DataInputStream open(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("file splits of version " + version + " cannot be read, only version " + VERSION);
        }
        return new DataInputStream(new ByteArrayInputStream(serialized));
    }

    private static final class One implements SimpleVersionedSerializer<FileSourceSplit> {
        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(FileSourceSplit split) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            write(split, new DataOutputStream(bytes));
            return bytes.toByteArray();
        }

        @Override
        public FileSourceSplit deserialize(int version, byte[] serialized) throws IOException {
            return read(open(version, serialized));
        }
    }

    private static final class Many implements SimpleVersionedSerializer<PendingSplitsCheckpoint<FileSourceSplit>> {
        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(PendingSplitsCheckpoint<FileSourceSplit> checkpoint) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(checkpoint.getSplits().size());
            for (FileSourceSplit split : checkpoint.getSplits()) {
                write(split, out);
            }
            out.writeInt(checkpoint.getAlreadyProcessedPaths().size());
            for (Path path : checkpoint.getAlreadyProcessedPaths()) {
                out.writeUTF(path.toString());
            }
            return bytes.toByteArray();
        }

        @Override
        public PendingSplitsCheckpoint<FileSourceSplit> deserialize(int version, byte[] serialized) throws IOException {
            DataInputStream in = open(version, serialized);
            List<FileSourceSplit> splits = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                splits.add(read(in));
            }
            List<Path> processed = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                processed.add(new Path(in.readUTF()));
            }
            return PendingSplitsCheckpoint.fromCollectionSnapshot(splits, processed);
        }
    }
}

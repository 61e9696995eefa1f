package io.yarnflink.connectors.files;

import io.yarnflink.api.fs.Path;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Committables as two paths and a length, which those of version 1 do not have. */
final class FileSinkCommittableSerializer implements SimpleVersionedSerializer<FileSinkCommittable> {
    private static final int VERSION = 2;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(FileSinkCommittable committable) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(committable.pending().toString());
        out.writeUTF(committable.visible().toString());
        out.writeLong(committable.length());
        return bytes.toByteArray();
    }

    @Override
    public FileSinkCommittable deserialize(int version, byte[] serialized) throws IOException {
        if (version < 1 || version > VERSION) {
            throw new IOException(
                    "file committables of version " + version + " cannot be read, only up to version " + VERSION);
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        Path pending = new Path(in.readUTF());
        Path visible = new Path(in.readUTF());
        return new FileSinkCommittable(
                pending, visible, version == 1 ? FileSinkCommittable.UNKNOWN_LENGTH : in.readLong());
    }
}

package io.yarnflink.connectors.files;

import io.yarnflink.api.fs.Path;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Committables as two paths. */
final class FileSinkCommittableSerializer implements SimpleVersionedSerializer<FileSinkCommittable> {
    private static final int VERSION = 1;

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
        return bytes.toByteArray();
    }

    @Override
    public FileSinkCommittable deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "file committables of version " + version + " cannot be read, only version " + VERSION);
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        return new FileSinkCommittable(new Path(in.readUTF()), new Path(in.readUTF()));
    }
}

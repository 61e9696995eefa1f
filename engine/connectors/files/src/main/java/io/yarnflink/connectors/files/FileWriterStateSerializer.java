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

/** Open part files as two paths and a length each. */
final class FileWriterStateSerializer implements SimpleVersionedSerializer<FileWriterState> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(FileWriterState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(state.parts().size());
        for (OpenPartFile part : state.parts()) {
            out.writeUTF(part.names().pending().toString());
            out.writeUTF(part.names().visible().toString());
            out.writeLong(part.length());
        }
        return bytes.toByteArray();
    }

    @Override
    public FileWriterState deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "open part files of version " + version + " cannot be read, only of version " + VERSION);
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        List<OpenPartFile> parts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            PartNames names = new PartNames(new Path(in.readUTF()), new Path(in.readUTF()));
            parts.add(new OpenPartFile(names, in.readLong()));
        }
        return new FileWriterState(parts);
    }
}

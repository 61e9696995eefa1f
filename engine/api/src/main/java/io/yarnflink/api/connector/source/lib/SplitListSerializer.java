package io.yarnflink.api.connector.source.lib;

import io.yarnflink.api.io.SimpleVersionedSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Writes the splits that an enumerator still holds. */
final class SplitListSerializer<SplitT> implements SimpleVersionedSerializer<Collection<SplitT>> {
    private final SimpleVersionedSerializer<SplitT> splitSerializer;

    SplitListSerializer(SimpleVersionedSerializer<SplitT> splitSerializer) {
        this.splitSerializer = splitSerializer;
    }

    /** That of the splits: the list around them has only one form. */
    @Override
    public int getVersion() {
        return splitSerializer.getVersion();
    }

    @Override
    public byte[] serialize(Collection<SplitT> splits) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(splits.size());
        for (SplitT split : splits) {
            byte[] serialized = splitSerializer.serialize(split);
            out.writeInt(serialized.length);
            out.write(serialized);
        }
        return bytes.toByteArray();
    }

    @Override
    public List<SplitT> deserialize(int version, byte[] serialized) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        List<SplitT> splits = new ArrayList<>();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            int length = in.readInt();
            if (length < 0 || length > in.available()) {
                throw new IOException("split " + i + " of " + size + " has " + length + " bytes, but " + in.available()
                        + " are left");
            }
            splits.add(splitSerializer.deserialize(version, in.readNBytes(length)));
        }
        return splits;
    }
}

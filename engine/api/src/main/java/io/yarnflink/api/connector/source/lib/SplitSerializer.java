package io.yarnflink.api.connector.source.lib;

import io.yarnflink.api.connector.source.SourceSplit;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Writes splits that are an id and two numbers. */
final class SplitSerializer<SplitT extends SourceSplit> implements SimpleVersionedSerializer<SplitT> {
    private static final int VERSION = 1;

    private final Bound<SplitT> first;
    private final Bound<SplitT> last;
    private final Maker<SplitT> maker;

    SplitSerializer(Bound<SplitT> first, Bound<SplitT> last, Maker<SplitT> maker) {
        this.first = first;
        this.last = last;
        this.maker = maker;
    }

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(SplitT split) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(split.splitId());
        out.writeLong(first.of(split));
        out.writeLong(last.of(split));
        return bytes.toByteArray();
    }

    @Override
    public SplitT deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("a split has version " + version + ", this engine reads version " + VERSION);
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        return maker.make(in.readUTF(), in.readLong(), in.readLong());
    }

    /** One of the numbers. */
    interface Bound<SplitT> {
        long of(SplitT split);
    }

    /** Makes a split. */
    interface Maker<SplitT> {
        SplitT make(String splitId, long first, long last);
    }
}

package io.yarnflink.state;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Operator state as bytes: lists with their serializers' snapshots once each, then broadcast states. */
final class OperatorStateCodec {
    private static final int VERSION = 1;

    private OperatorStateCodec() {}

    static byte[] encode(OperatorStateSnapshot snapshot) throws IOException {
        ByteArrayOutputView out = new ByteArrayOutputView(256);
        out.writeByte(VERSION);
        List<byte[]> serializers = serializers(snapshot);
        out.writeInt(serializers.size());
        for (byte[] serializer : serializers) {
            writeBytes(serializer, out);
        }
        out.writeInt(snapshot.lists().size());
        for (Map.Entry<String, OperatorStateSnapshot.ListPart> list :
                snapshot.lists().entrySet()) {
            out.writeUTF(list.getKey());
            out.writeBoolean(list.getValue().union());
            out.writeInt(list.getValue().elements().size());
            for (OperatorStateSnapshot.Element element : list.getValue().elements()) {
                out.writeInt(index(element.serializer(), serializers));
                writeBytes(element.value(), out);
            }
        }
        out.writeInt(snapshot.broadcasts().size());
        for (Map.Entry<String, byte[]> broadcast : snapshot.broadcasts().entrySet()) {
            out.writeUTF(broadcast.getKey());
            writeBytes(broadcast.getValue(), out);
        }
        return out.toByteArray();
    }

    private static List<byte[]> serializers(OperatorStateSnapshot snapshot) {
        List<byte[]> serializers = new ArrayList<>();
        for (OperatorStateSnapshot.ListPart list : snapshot.lists().values()) {
            for (OperatorStateSnapshot.Element element : list.elements()) {
                if (index(element.serializer(), serializers) < 0) {
                    serializers.add(element.serializer());
                }
            }
        }
        return serializers;
    }

    /** By identity: all elements that were written together share one array, and there are few of these. */
    @SuppressWarnings("ReferenceEquality")
    private static int index(byte[] serializer, List<byte[]> serializers) {
        for (int i = serializers.size() - 1; i >= 0; i--) {
            if (serializers.get(i) == serializer) {
                return i;
            }
        }
        return -1;
    }

    private static void writeBytes(byte[] bytes, ByteArrayOutputView out) {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static OperatorStateSnapshot decode(byte[] bytes) throws IOException {
        ByteArrayInputView in = new ByteArrayInputView(bytes);
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException("operator state is of format " + version + ", and this release reads " + VERSION);
        }
        List<byte[]> serializers = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            serializers.add(readBytes(in));
        }
        OperatorStateSnapshot snapshot = new OperatorStateSnapshot();
        for (int left = in.readInt(); left > 0; left--) {
            String name = in.readUTF();
            boolean union = in.readBoolean();
            List<OperatorStateSnapshot.Element> elements = new ArrayList<>();
            for (int more = in.readInt(); more > 0; more--) {
                elements.add(new OperatorStateSnapshot.Element(serializers.get(in.readInt()), readBytes(in)));
            }
            snapshot.putList(name, union, elements);
        }
        for (int left = in.readInt(); left > 0; left--) {
            snapshot.putBroadcast(in.readUTF(), readBytes(in));
        }
        return snapshot;
    }

    private static byte[] readBytes(ByteArrayInputView in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}

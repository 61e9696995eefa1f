package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.VarInts;
import java.io.IOException;

/** Reads counts without trusting them: a corrupt one must fail at the end of the data and not for lack of memory. */
final class Counts {
    private static final int CHUNK = 1 << 16;

    private Counts() {}

    /** How many elements to make room for when {@code count} are announced, each of at least a byte. */
    static int room(int count, DataInputView source) {
        return Math.min(count, source instanceof ByteArrayInputView view ? view.remaining() : CHUNK);
    }

    /** Bytes after their count. */
    static byte[] readBytes(DataInputView source) throws IOException {
        int count = VarInts.readCount(source);
        if (source instanceof ByteArrayInputView || count <= CHUNK) {
            var bytes = new byte[room(count, source)];
            source.readFully(bytes);
            source.skipBytesToRead(count - bytes.length);
            return bytes;
        }
        var view = new ByteArrayOutputView(CHUNK);
        for (int left = count; left > 0; left -= CHUNK) {
            view.write(source, Math.min(left, CHUNK));
        }
        return view.toByteArray();
    }
}

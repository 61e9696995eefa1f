package io.yarnflink.api.memory;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Lets serializers write to a stream. */
public class DataOutputViewStreamWrapper extends DataOutputStream implements DataOutputView {
    private static final int CHUNK = 4096;

    public DataOutputViewStreamWrapper(OutputStream out) {
        super(out);
    }

    @Override
    public void skipBytesToWrite(int numBytes) throws IOException {
        for (int i = 0; i < numBytes; i++) {
            write(0);
        }
    }

    @Override
    public void write(DataInputView source, int numBytes) throws IOException {
        var chunk = new byte[Math.min(numBytes, CHUNK)];
        for (int left = numBytes; left > 0; left -= chunk.length) {
            int length = Math.min(left, chunk.length);
            source.readFully(chunk, 0, length);
            write(chunk, 0, length);
        }
    }
}

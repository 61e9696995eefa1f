package io.yarnflink.api.memory;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Lets serializers read from a stream. */
public class DataInputViewStreamWrapper extends DataInputStream implements DataInputView {
    public DataInputViewStreamWrapper(InputStream in) {
        super(in);
    }

    @Override
    public void skipBytesToRead(int numBytes) throws IOException {
        try {
            in.skipNBytes(numBytes);
        } catch (EOFException e) {
            var failure = new EOFException("The stream ends within the " + numBytes + " bytes to skip");
            failure.initCause(e);
            throw failure;
        }
    }
}

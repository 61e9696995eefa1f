package io.yarnflink.api.common.io;

import io.yarnflink.api.fs.FSDataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Counts the bytes of a stream that can only be read forwards. */
public class InputStreamFSInputWrapper extends FSDataInputStream {
    private final InputStream inStream;
    private long pos;

    public InputStreamFSInputWrapper(InputStream inStream) {
        this.inStream = Objects.requireNonNull(inStream, "stream is null");
    }

    @Override
    public void seek(long desired) throws IOException {
        if (desired < pos) {
            throw new IOException("a compressed file cannot be read backwards, from byte " + pos + " to " + desired);
        }
        inStream.skipNBytes(desired - pos);
        pos = desired;
    }

    @Override
    public long getPos() {
        return pos;
    }

    @Override
    public int read() throws IOException {
        int read = inStream.read();
        if (read >= 0) {
            pos++;
        }
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = inStream.read(bytes, offset, length);
        if (read > 0) {
            pos += read;
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        inStream.close();
    }
}

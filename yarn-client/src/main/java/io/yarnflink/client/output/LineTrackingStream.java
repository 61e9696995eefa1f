package io.yarnflink.client.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output, shared by the user's program and the outcome, which begins on a line of its own. */
public final class LineTrackingStream extends FilterOutputStream {
    private volatile boolean lineOpen;

    public LineTrackingStream(OutputStream out) {
        super(out);
    }

    public PrintStream asPrintStream() {
        return new PrintStream(this, true, StandardCharsets.UTF_8);
    }

    /** Ends a line that the program left open. */
    public void endLine() throws IOException {
        if (lineOpen) {
            write('\n');
            flush();
        }
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        lineOpen = b != '\n';
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        if (length > 0) {
            lineOpen = bytes[offset + length - 1] != '\n';
        }
    }
}

package io.yarnflink.connectors.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a byte stream into lines that end with LF or CR LF, without looking at characters; one thread. */
final class LineScanner implements StreamFormat.Reader<String> {
    private static final int BLOCK = 64 << 10;
    private static final int LONGEST_LINE = 64 << 20;

    private final InputStream in;
    private final Charset charset;
    private final long end;

    private byte[] buffer = new byte[BLOCK];
    private int from;
    private int to;
    /** The position in the stream of {@code buffer[0]}. */
    private long base;

    private long lineStart;
    private boolean exhausted;

    /** Reads lines that begin before {@code end}; {@code in} stands at {@code start}. */
    LineScanner(InputStream in, Charset charset, long start, long end) {
        this.in = in;
        this.charset = charset;
        this.base = start;
        this.end = end;
    }

    @Override
    public @Nullable String read() throws IOException {
        lineStart = base + from;
        if (lineStart >= end) {
            return null;
        }
        int newline = nextNewline();
        if (newline < 0) {
            return lastLine();
        }
        String line = text(from, newline);
        from = newline + 1;
        return line;
    }

    /** Skips the rest of a line that began before the scanner's start. */
    void skipLine() throws IOException {
        int newline = nextNewline();
        from = newline < 0 ? to : newline + 1;
    }

    private @Nullable String lastLine() {
        if (from == to) {
            return null;
        }
        String line = text(from, to);
        from = to;
        return line;
    }

    private String text(int start, int stop) {
        int last = stop > start && buffer[stop - 1] == '\r' ? stop - 1 : stop;
        return new String(buffer, start, last - start, charset);
    }

    /** The index of the next newline in the buffer, filling it as needed; -1 when the stream ends first. */
    private int nextNewline() throws IOException {
        int scanned = from;
        while (true) {
            for (int i = scanned; i < to; i++) {
                if (buffer[i] == '\n') {
                    return i;
                }
            }
            int kept = to - from;
            if (!fill()) {
                return -1;
            }
            scanned = from + kept;
        }
    }

    /** Reads more bytes behind the unread ones; false at the end of the stream. */
    private boolean fill() throws IOException {
        if (exhausted) {
            return false;
        }
        int kept = to - from;
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, kept);
            base += from;
            from = 0;
            to = kept;
        } else if (kept == buffer.length) {
            if (kept >= LONGEST_LINE) {
                throw new IOException("the line at byte " + base + " is longer than " + LONGEST_LINE + " bytes");
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, to, buffer.length - to);
        if (read < 0) {
            exhausted = true;
            return false;
        }
        to += read;
        return true;
    }

    @Override
    public long position() {
        return lineStart;
    }

    @Override
    public long nextPosition() {
        return base + from;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

package io.yarnflink.api.fs;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** How a file is compressed, told by the ending of its name. */
public enum Compression {
    NONE,
    GZIP,
    DEFLATE;

    private static final int BUFFER = 64 << 10;

    public static Compression of(Path path) {
        String name = path.getName();
        if (name.endsWith(".gz") || name.endsWith(".gzip")) {
            return GZIP;
        }
        return name.endsWith(".deflate") ? DEFLATE : NONE;
    }

    /** What was compressed; closes {@code in} when it does not even begin as it should. */
    public InputStream decompress(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case GZIP -> gunzip(in);
            case DEFLATE -> new InflaterInputStream(in);
        };
    }

    private static InputStream gunzip(InputStream in) throws IOException {
        try {
            return new Members(new Peeking(in));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** All members of a file; the JDK takes what is none for the end, and says nothing of what follows. */
    private static final class Members extends GZIPInputStream {
        private static final int TRAILER = 8;

        private final Peeking file;

        Members(Peeking file) throws IOException {
            super(file, BUFFER);
            this.file = file;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            if (read < 0) {
                checkEnd();
            }
            return read;
        }

        /** Files may be filled up with zeros. */
        private void checkEnd() throws IOException {
            boolean isEnd = file.peeked <= 0;
            for (int i = len - inf.getRemaining() + TRAILER; i < len; i++) {
                isEnd &= buf[i] == 0;
            }
            for (int next = 0; isEnd && next >= 0; next = file.read()) {
                isEnd = next == 0;
            }
            if (!isEnd) {
                throw new ZipException("what follows a gzip member is no gzip member: the file is damaged, or something"
                        + " else was added to it");
            }
        }
    }

    /**
     * Says that something is available as long as the end is not reached: a GZIPInputStream takes the end of a member for
     * that of the file when nothing is, which most streams say who do not know.
     */
    private static final class Peeking extends PushbackInputStream {
        /** What was next, or the end, when it was asked for last. */
        private int peeked = -1;

        Peeking(InputStream in) {
            super(in);
        }

        @Override
        public int available() throws IOException {
            peeked = read();
            if (peeked < 0) {
                return 0;
            }
            unread(peeked);
            return super.available();
        }
    }
}

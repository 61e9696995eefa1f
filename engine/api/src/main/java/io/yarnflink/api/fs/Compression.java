package io.yarnflink.api.fs;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

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
            return new GZIPInputStream(new Peeking(in), BUFFER);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Says that something is available as long as the end is not reached: a GZIPInputStream takes the end of a member for
     * that of the file when nothing is, which most streams say who do not know.
     */
    private static final class Peeking extends PushbackInputStream {
        Peeking(InputStream in) {
            super(in);
        }

        @Override
        public int available() throws IOException {
            int known = super.available();
            if (known > 0) {
                return known;
            }
            int next = read();
            if (next < 0) {
                return 0;
            }
            unread(next);
            return 1;
        }
    }
}

package io.yarnflink.connectors.files;

import io.yarnflink.api.fs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** How a file is compressed, told by the ending of its name. */
enum Compression {
    NONE,
    GZIP,
    DEFLATE;

    static Compression of(Path path) {
        String name = path.getName();
        if (name.endsWith(".gz") || name.endsWith(".gzip")) {
            return GZIP;
        }
        return name.endsWith(".deflate") ? DEFLATE : NONE;
    }

    InputStream decompress(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case GZIP -> new GZIPInputStream(in, 64 << 10);
            case DEFLATE -> new InflaterInputStream(in);
        };
    }
}

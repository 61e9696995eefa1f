package io.yarnflink.graph;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A job graph as it is staged: compressed, because serialized functions repeat the names of their classes. */
public final class JobGraphFile {
    private static final int MOST_BYTES = 256 << 20;

    private JobGraphFile() {}

    public static byte[] write(JobGraph graph) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(JobGraphCodec.encode(graph));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** @throws CorruptJobGraphException if the bytes are no job graph, or one of more than 256 MiB */
    public static JobGraph read(byte[] bytes) throws CorruptJobGraphException {
        byte[] encoded;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            encoded = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw new CorruptJobGraphException(
                    0, "its " + bytes.length + " bytes cannot be decompressed (" + e.getMessage() + ")", e);
        }
        if (encoded.length > MOST_BYTES) {
            throw new CorruptJobGraphException(
                    MOST_BYTES, "it is longer than " + MOST_BYTES + " bytes; put large data of functions into files");
        }
        return JobGraphCodec.decode(encoded);
    }
}

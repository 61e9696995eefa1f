package io.yarnflink.connectors.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a record's {@code toString()} and a line feed, in UTF-8. */
public final class SimpleStringEncoder<IN> implements Encoder<IN> {
    @Override
    public void encode(IN element, OutputStream stream) throws IOException {
        stream.write(element.toString().getBytes(StandardCharsets.UTF_8));
        stream.write('\n');
    }
}

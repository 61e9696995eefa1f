package io.yarnflink.api.serialization;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Writes a record's {@code toString()} and a line feed. */
public class SimpleStringEncoder<IN> implements Encoder<IN> {
    private final String charsetName;
    private transient @Nullable Charset charset;

    /** UTF-8. */
    public SimpleStringEncoder() {
        this("UTF-8");
    }

    public SimpleStringEncoder(String charsetName) {
        this.charsetName = Charset.forName(charsetName).name();
    }

    @Override
    public void encode(IN element, OutputStream stream) throws IOException {
        Charset known = charset;
        if (known == null) {
            known = Charset.forName(charsetName);
            charset = known;
        }
        stream.write(element.toString().getBytes(known));
        stream.write('\n');
    }
}

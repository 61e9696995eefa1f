package io.yarnflink.api.common.io;

import io.yarnflink.api.fs.Path;
import java.io.IOException;

/** Reads lines of text. */
public class TextInputFormat extends DelimitedInputFormat<String> {
    private static final byte CARRIAGE_RETURN = '\r';

    public TextInputFormat(Path filePath) {
        super(filePath);
    }

    public String getCharsetName() {
        return getCharset().name();
    }

    public void setCharsetName(String charsetName) {
        setCharset(charsetName);
    }

    @Override
    public String readRecord(String reusable, byte[] bytes, int offset, int numBytes) throws IOException {
        byte[] delimiter = getDelimiter();
        boolean ofLines = delimiter.length == 1 && delimiter[0] == '\n';
        int length =
                ofLines && numBytes > 0 && bytes[offset + numBytes - 1] == CARRIAGE_RETURN ? numBytes - 1 : numBytes;
        return new String(bytes, offset, length, getCharset());
    }
}

package io.yarnflink.connectors.files;

import io.yarnflink.api.fs.FSDataInputStream;
import io.yarnflink.api.typeinfo.BasicTypeInfo;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/** One record a line; lines end with LF or CR LF, the last may lack its end. */
public final class TextLineInputFormat implements StreamFormat<String> {
    public static final String DEFAULT_CHARSET_NAME = "UTF-8";

    private final String charsetName;

    public TextLineInputFormat() {
        this(DEFAULT_CHARSET_NAME);
    }

    /** The charset must write line ends as the bytes of ASCII, as UTF-8 and the ISO-8859 family do. */
    public TextLineInputFormat(String charsetName) {
        Charset charset = Charset.forName(charsetName);
        if (charset.newEncoder().canEncode('\n') && "\n".getBytes(charset).length != 1) {
            throw new IllegalArgumentException("lines of charset " + charsetName
                    + " cannot be told apart by bytes: use one that contains ASCII, such as UTF-8");
        }
        this.charsetName = charsetName;
    }

    @Override
    public boolean isSplittable() {
        return true;
    }

    @Override
    public Reader<String> open(FSDataInputStream file, long start, long end) throws IOException {
        if (start == 0) {
            return new LineScanner(file, Charset.forName(charsetName), 0, end);
        }
        // One byte earlier: when it is a line end, the line at start belongs to this split.
        file.seek(start - 1);
        LineScanner scanner = new LineScanner(file, Charset.forName(charsetName), start - 1, end);
        scanner.skipLine();
        return scanner;
    }

    @Override
    public Reader<String> open(InputStream decompressed, long start) throws IOException {
        decompressed.skipNBytes(start);
        return new LineScanner(decompressed, Charset.forName(charsetName), start, Long.MAX_VALUE);
    }

    @Override
    public TypeInformation<String> getProducedType() {
        return BasicTypeInfo.STRING_TYPE_INFO;
    }
}

package io.yarnflink.api.common.io;

import io.yarnflink.api.fs.FileInputSplit;
import io.yarnflink.api.fs.FileStatus;
import io.yarnflink.api.fs.Path;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads files whose records end with a delimiter; a record belongs to the split that it begins in. */
public abstract class DelimitedInputFormat<OT> extends FileInputFormat<OT>
        implements CheckpointableInputFormat<FileInputSplit, Long> {
    /** Where the record that was read last stands. */
    protected transient byte[] currBuffer = {};

    protected transient int currOffset;
    protected transient int currLen;
    private String charsetName = "UTF-8";
    private byte @Nullable [] delimiter;
    private String delimiterText = "\n";
    private int lineLengthLimit = Integer.MAX_VALUE;
    private int bufferSize = 1 << 20;
    private transient byte[] read = {};
    private transient int from;
    private transient int until;
    private transient long offsetOfFrom;
    private transient boolean end;

    protected DelimitedInputFormat() {}

    protected DelimitedInputFormat(Path filePath) {
        super(filePath);
    }

    /** Makes a record of these bytes, which are without the delimiter; null passes over them. */
    public abstract @Nullable OT readRecord(OT reuse, byte[] bytes, int offset, int numBytes) throws IOException;

    public Charset getCharset() {
        return Charset.forName(charsetName);
    }

    public void setCharset(String charset) {
        charsetName = Charset.forName(charset).name();
    }

    public byte[] getDelimiter() {
        return delimiter == null ? delimiterText.getBytes(getCharset()) : delimiter.clone();
    }

    public void setDelimiter(byte[] delimiter) {
        checkDelimiter(delimiter.length);
        this.delimiter = delimiter.clone();
    }

    public void setDelimiter(char delimiter) {
        setDelimiter(String.valueOf(delimiter));
    }

    public void setDelimiter(String delimiter) {
        checkDelimiter(delimiter.length());
        this.delimiter = null;
        delimiterText = delimiter;
    }

    private static void checkDelimiter(int length) {
        if (length == 0) {
            throw new IllegalArgumentException("an empty delimiter cuts nothing: give one, such as \"\\n\"");
        }
    }

    public int getLineLengthLimit() {
        return lineLengthLimit;
    }

    /** Longer records fail the job. */
    public void setLineLengthLimit(int lineLengthLimit) {
        if (lineLengthLimit < 1) {
            throw new IllegalArgumentException("records of at most " + lineLengthLimit + " bytes hold nothing");
        }
        this.lineLengthLimit = lineLengthLimit;
    }

    public int getBufferSize() {
        return bufferSize;
    }

    public void setBufferSize(int bufferSize) {
        if (bufferSize < 2) {
            throw new IllegalArgumentException("a buffer must have 2 bytes or more, not " + bufferSize);
        }
        this.bufferSize = bufferSize;
    }

    /** A delimiter such as {@code --} cannot be told from two halves of it by who begins in the middle of a file. */
    @Override
    protected boolean testForUnsplittable(FileStatus pathFile) {
        return super.testForUnsplittable(pathFile) || overlapsItself(getDelimiter());
    }

    private static boolean overlapsItself(byte[] delimiter) {
        for (int shift = 1; shift < delimiter.length; shift++) {
            if (Arrays.equals(delimiter, shift, delimiter.length, delimiter, 0, delimiter.length - shift)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void open(FileInputSplit split) throws IOException {
        super.open(split);
        byte[] between = getDelimiter();
        // A record begins at the split's first byte only if a delimiter ends there.
        long begin = Math.max(0, splitStart - between.length);
        begin(between, begin);
        if (splitStart != 0) {
            Objects.requireNonNull(stream).seek(begin);
            if (next()) {
                end = false;
            }
        }
    }

    private void begin(byte[] between, long offset) {
        read = new byte[Math.max(bufferSize, between.length + 1)];
        from = 0;
        until = 0;
        offsetOfFrom = offset;
        end = false;
    }

    @Override
    public Long getCurrentState() throws IOException {
        return offsetOfFrom;
    }

    @Override
    public void reopen(FileInputSplit split, Long state) throws IOException {
        super.open(split);
        begin(getDelimiter(), state);
        Objects.requireNonNull(stream).seek(state);
    }

    @Override
    public boolean reachedEnd() {
        return end;
    }

    @Override
    public @Nullable OT nextRecord(OT reuse) throws IOException {
        while (readLine()) {
            OT record = readRecord(reuse, currBuffer, currOffset, currLen);
            if (record != null) {
                return record;
            }
        }
        return null;
    }

    /** Goes to the next record of the split; false when there is none. */
    protected final boolean readLine() throws IOException {
        if (end || (splitLength != READ_WHOLE_SPLIT_FLAG && offsetOfFrom >= splitStart + splitLength)) {
            end = true;
            return false;
        }
        return next();
    }

    private boolean next() throws IOException {
        byte[] between = getDelimiter();
        int searched = from;
        while (true) {
            int found = find(between, searched);
            if (found >= 0) {
                take(found - from, between.length);
                return true;
            }
            searched = Math.max(from, until - between.length + 1);
            int moved = from;
            if (!fill()) {
                end = until == from;
                if (end) {
                    return false;
                }
                take(until - from, 0);
                return true;
            }
            searched -= moved - from;
        }
    }

    private int find(byte[] between, int start) {
        for (int i = start; i + between.length <= until; i++) {
            if (Arrays.equals(read, i, i + between.length, between, 0, between.length)) {
                return i;
            }
        }
        return -1;
    }

    private void take(int length, int delimiterLength) throws IOException {
        if (length > lineLengthLimit) {
            throw tooLong(length);
        }
        currBuffer = read;
        currOffset = from;
        currLen = length;
        from += length + delimiterLength;
        offsetOfFrom += length + delimiterLength;
    }

    /** Reads on behind what is there, which may move to the buffer's beginning; false at the end of the file. */
    private boolean fill() throws IOException {
        if (from > 0) {
            System.arraycopy(read, from, read, 0, until - from);
            until -= from;
            from = 0;
        }
        if (until == read.length) {
            if (until > lineLengthLimit) {
                throw tooLong(until);
            }
            read = Arrays.copyOf(read, read.length * 2);
        }
        int more = Objects.requireNonNull(stream).read(read, until, read.length - until);
        if (more < 0) {
            return false;
        }
        until += more;
        return true;
    }

    private IOException tooLong(int length) {
        return new IOException("the record at byte " + offsetOfFrom + " of "
                + (currentSplit == null ? "" : currentSplit.getPath()) + " has " + length
                + " bytes or more, and at most " + lineLengthLimit + " are allowed: is the delimiter right?");
    }
}

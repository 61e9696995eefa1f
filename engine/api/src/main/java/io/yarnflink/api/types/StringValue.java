package io.yarnflink.api.types;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataInputViewStreamWrapper;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.memory.MemorySegment;
import io.yarnflink.api.memory.StringEncoding;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A text that can be changed and used again. */
public class StringValue
        implements NormalizableKey<StringValue>,
                CharSequence,
                ResettableValue<StringValue>,
                CopyableValue<StringValue>,
                Appendable {
    private static final long serialVersionUID = 1L;
    private char[] value = {};
    private int length;

    public StringValue() {}

    public StringValue(CharSequence value) {
        setValue(value);
    }

    public StringValue(StringValue value) {
        setValue(value);
    }

    public StringValue(StringValue value, int offset, int len) {
        setValue(value, offset, len);
    }

    public void setValue(CharSequence value) {
        setValue(value, 0, value.length());
    }

    @Override
    public void setValue(StringValue value) {
        setValue(value.value, 0, value.length);
    }

    public void setValue(StringValue value, int offset, int len) {
        Objects.checkFromIndexSize(offset, len, value.length);
        setValue(value.value, offset, len);
    }

    public void setValue(CharSequence value, int offset, int len) {
        Objects.checkFromIndexSize(offset, len, value.length());
        setLength(len);
        for (int i = 0; i < len; i++) {
            this.value[i] = value.charAt(offset + i);
        }
    }

    /** Takes what remains in {@code buffer} and leaves it empty. */
    public void setValue(CharBuffer buffer) {
        setLength(buffer.remaining());
        buffer.get(value, 0, length);
    }

    public void setValue(char[] chars, int offset, int len) {
        Objects.checkFromIndexSize(offset, len, chars.length);
        setLength(len);
        System.arraycopy(chars, offset, value, 0, len);
    }

    public void setValueAscii(byte[] bytes, int offset, int len) {
        Objects.checkFromIndexSize(offset, len, bytes.length);
        setLength(len);
        for (int i = 0; i < len; i++) {
            value[i] = (char) bytes[offset + i];
        }
    }

    public String getValue() {
        return toString();
    }

    /** The characters, shared; only the first {@link #length()} of them count. */
    public char[] getCharArray() {
        return value;
    }

    @Override
    public int length() {
        return length;
    }

    /** Cuts the text, or lengthens it by characters that are still to be set. */
    public void setLength(int len) {
        if (len < 0) {
            throw new IllegalArgumentException("The length of a text cannot be " + len);
        }
        if (len > value.length) {
            value = Arrays.copyOf(value, Math.max(len, value.length + (value.length >> 1)));
        }
        length = len;
    }

    @Override
    public char charAt(int index) {
        return value[Objects.checkIndex(index, length)];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return substring(start, end);
    }

    public StringValue substring(int start) {
        return substring(start, length);
    }

    public StringValue substring(int start, int end) {
        return new StringValue(this, start, end - start);
    }

    /** Puts the part from {@code start} on into {@code target}. */
    public void substring(StringValue target, int start) {
        substring(target, start, length);
    }

    public void substring(StringValue target, int start, int end) {
        target.setValue(this, start, end - start);
    }

    /** Where {@code text} begins in this text, -1 when it does not occur. */
    public int find(CharSequence text) {
        return find(text, 0);
    }

    public int find(CharSequence text, int start) {
        for (int at = Math.max(0, start); at <= length - text.length(); at++) {
            if (startsWith(text, at)) {
                return at;
            }
        }
        return -1;
    }

    public boolean startsWith(CharSequence prefix) {
        return startsWith(prefix, 0);
    }

    public boolean startsWith(CharSequence prefix, int startIndex) {
        int end = startIndex + prefix.length();
        if (startIndex < 0 || end > length) {
            return false;
        }
        for (int i = startIndex; i < end; i++) {
            if (value[i] != prefix.charAt(i - startIndex)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Appendable append(char c) {
        setLength(length + 1);
        value[length - 1] = c;
        return this;
    }

    @Override
    public Appendable append(@Nullable CharSequence text) {
        CharSequence shown = text == null ? "null" : text;
        return append(shown, 0, shown.length());
    }

    @Override
    public Appendable append(@Nullable CharSequence text, int start, int end) {
        CharSequence shown = text == null ? "null" : text;
        Objects.checkFromToIndex(start, end, shown.length());
        int at = length;
        setLength(at + end - start);
        for (int i = start; i < end; i++) {
            value[at + i - start] = shown.charAt(i);
        }
        return this;
    }

    public Appendable append(StringValue text) {
        return append(text, 0, text.length);
    }

    public Appendable append(StringValue text, int start, int end) {
        return append((CharSequence) text, start, end);
    }

    @Override
    public void read(DataInputView in) throws IOException {
        setValue(requireNonNull(StringEncoding.read(in), "a null was written where a text is read"));
    }

    @Override
    public void write(DataOutputView out) throws IOException {
        StringEncoding.write(toString(), out);
    }

    /** Reads what {@link #writeString} wrote, null too. */
    public static @Nullable String readString(DataInput in) throws IOException {
        return StringEncoding.read(view(in));
    }

    public static void writeString(@Nullable CharSequence text, DataOutput out) throws IOException {
        var bytes = new ByteArrayOutputView(text == null ? 1 : text.length() + 5);
        StringEncoding.write(text == null ? null : text.toString(), bytes);
        out.write(bytes.array(), bytes.offset(), bytes.position());
    }

    public static void copyString(DataInput in, DataOutput out) throws IOException {
        writeString(readString(in), out);
    }

    @Override
    public int getBinaryLength() {
        return -1;
    }

    @Override
    public void copyTo(StringValue target) {
        target.setValue(this);
    }

    @Override
    public StringValue copy() {
        return new StringValue(this);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        StringEncoding.copy(source, target);
    }

    @Override
    public int getMaxNormalizedKeyLen() {
        return Integer.MAX_VALUE;
    }

    /** Two bytes a character, so that the order is that of {@link #compareTo}. */
    @Override
    public void copyNormalizedKey(MemorySegment memory, int offset, int len) {
        for (int i = 0; i < len; i += Character.BYTES) {
            char c = i / Character.BYTES < length ? value[i / Character.BYTES] : 0;
            memory.putHighBytes(offset + i, Math.min(Character.BYTES, len - i), c, Character.BYTES);
        }
    }

    @Override
    public int compareTo(StringValue other) {
        return Arrays.compare(value, 0, length, other.value, 0, other.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StringValue that && Arrays.equals(value, 0, length, that.value, 0, that.length);
    }

    /** That of the same {@link String}. */
    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + value[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return new String(value, 0, length);
    }

    private static DataInputView view(DataInput in) {
        return in instanceof DataInputView view
                ? view
                : new DataInputViewStreamWrapper(new InputStream() {
                    @Override
                    public int read() throws IOException {
                        return in.readUnsignedByte();
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int len) throws IOException {
                        in.readFully(bytes, offset, len);
                        return len;
                    }
                });
    }
}

package io.yarnflink.api.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.memory.MemorySegment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StringValueTest {
    private static final String TEXT = "Grüße, 世界";

    @Test
    void aTextIsSetInManyWays() {
        var text = new StringValue();
        assertThatObject(text).hasToString("");
        text.setValue(TEXT);
        assertThat(text.getValue()).isEqualTo(TEXT);
        assertThat(text.length()).isEqualTo(TEXT.length());
        text.setValue(new StringValue("abc"));
        assertThat(text.toString()).isEqualTo("abc");
        text.setValue(new StringValue("abcdef"), 1, 3);
        assertThatObject(text).hasToString("bcd");
        text.setValue("abcdef", 2, 2);
        assertThatObject(text).hasToString("cd");
        CharBuffer buffer = CharBuffer.wrap("buffer").position(2);
        text.setValue(buffer);
        assertThatObject(text).hasToString("ffer");
        assertThat(buffer.remaining()).isZero();
        text.setValue("chars".toCharArray(), 1, 3);
        assertThatObject(text).hasToString("har");
        text.setValueAscii("ascii".getBytes(StandardCharsets.US_ASCII), 0, 3);
        assertThatObject(text).hasToString("asc");
        text.setLength(2);
        assertThatObject(text).hasToString("as");
        assertThat(new String(text.getCharArray(), 0, text.length())).isEqualTo("as");
        assertThatObject(new StringValue((CharSequence) "x")).isEqualTo(new StringValue(new StringValue("x")));
        assertThatObject(new StringValue(new StringValue("xyz"), 1, 2)).hasToString("yz");
        assertThatThrownBy(() -> text.setLength(-1)).hasMessageContaining("-1");
    }

    @Test
    void partsOfATextAreFound() {
        var text = new StringValue("abracadabra");
        assertThat(text.charAt(4)).isEqualTo('c');
        assertThatThrownBy(() -> text.charAt(11)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(text.subSequence(1, 3)).hasToString("br");
        assertThatObject(text.substring(7)).isEqualTo(new StringValue("abra"));
        assertThatObject(text.substring(0, 4)).isEqualTo(new StringValue("abra"));
        var target = new StringValue("old");
        text.substring(target, 8);
        assertThatObject(target).hasToString("bra");
        text.substring(target, 0, 2);
        assertThatObject(target).hasToString("ab");
        assertThat(text.find("bra")).isEqualTo(1);
        assertThat(text.find("bra", 2)).isEqualTo(8);
        assertThat(text.find("bra", 9)).isEqualTo(-1);
        assertThat(text.startsWith("abra")).isTrue();
        assertThat(text.startsWith("cad", 4)).isTrue();
        assertThat(text.startsWith("abracadabra!")).isFalse();
    }

    @Test
    void aTextGrowsByAppending() throws IOException {
        var text = new StringValue("a");
        assertThat(text.append('b')).isSameAs(text);
        text.append("cd");
        text.append("xefx", 1, 3);
        text.append((CharSequence) null);
        text.append(new StringValue("gh"));
        text.append(new StringValue("_ij_"), 1, 3);
        assertThatObject(text).hasToString("abcdefnullghij");
    }

    @Test
    void aTextHashesAndComparesLikeAString() {
        assertThat(new StringValue(TEXT).hashCode()).isEqualTo(TEXT.hashCode());
        assertThatObject(new StringValue(TEXT)).isEqualTo(new StringValue(TEXT)).isNotEqualTo(new StringValue("x"));
        assertThat(new StringValue("a").compareTo(new StringValue("b"))).isNegative();
        assertThat(new StringValue("ab").compareTo(new StringValue("a"))).isPositive();
    }

    @Test
    void aTextIsWrittenReadAndCopied() throws IOException {
        var text = new StringValue(TEXT);
        var bytes = new ByteArrayOutputView(0);
        text.write(bytes);
        var read = new StringValue("before");
        read.read(new ByteArrayInputView(bytes.toByteArray()));
        assertThatObject(read).isEqualTo(text);
        var copied = new ByteArrayOutputView(0);
        text.copy(new ByteArrayInputView(bytes.toByteArray()), copied);
        assertThat(copied.toByteArray()).isEqualTo(bytes.toByteArray());
        assertThat(text.getBinaryLength()).isEqualTo(-1);
        StringValue copy = text.copy();
        copy.append('!');
        assertThatObject(text).hasToString(TEXT);
        text.copyTo(copy);
        assertThatObject(copy).isEqualTo(text);
    }

    @Test
    void stringsTravelThroughPlainStreamsToo() throws IOException {
        var bytes = new ByteArrayOutputStream();
        StringValue.writeString(TEXT, new DataOutputStream(bytes));
        StringValue.writeString(null, new DataOutputStream(bytes));
        var copy = new ByteArrayOutputStream();
        var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        StringValue.copyString(in, new DataOutputStream(copy));
        StringValue.copyString(in, new DataOutputStream(copy));
        assertThat(copy.toByteArray()).isEqualTo(bytes.toByteArray());
        var copied = new DataInputStream(new ByteArrayInputStream(copy.toByteArray()));
        assertThat(StringValue.readString(copied)).isEqualTo(TEXT);
        assertThat(StringValue.readString(copied)).isNull();
    }

    @Test
    void normalizedTextsAreInOrder() {
        var text = new StringValue("a世");
        assertThat(text.getMaxNormalizedKeyLen()).isEqualTo(Integer.MAX_VALUE);
        var bytes = new byte[5];
        text.copyNormalizedKey(MemorySegment.wrap(bytes), 0, 5);
        assertThat(bytes).containsExactly(0, 'a', 0x4E, 0x16, 0);
        var cut = new byte[3];
        text.copyNormalizedKey(MemorySegment.wrap(cut), 0, 3);
        assertThat(cut).containsExactly(0, 'a', 0x4E);
    }
}

package io.yarnflink.api.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class StringEncodingTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "a",
                "word",
                "\u0000",
                "caf\u00e9",
                "\u00ff",
                "\u0100",
                "\u20ac uro",
                "\ud83d\ude00",
                "\ud800",
                "a\udc00b"
            })
    void everyStringComesBack(@Nullable String value) throws IOException {
        assertThat(throughArrays(value)).isEqualTo(value);
        assertThat(throughStreams(value)).isEqualTo(value);
    }

    @Test
    void randomStringsComeBack() throws IOException {
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            int range = new int[] {0x80, 0x100, 0x180, 0x10000}[random.nextInt(4)];
            String value = random.ints(random.nextInt(300), 0, range)
                    .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                    .toString();
            assertThat(throughArrays(value)).isEqualTo(value);
        }
        String large = "\u20acx".repeat(100_000);
        assertThat(throughStreams(large)).isEqualTo(large);
    }

    @Test
    void latinTextTakesOneByteACharacterAndOthersTwo() {
        assertThat(written("").position()).isEqualTo(1);
        assertThat(written("caf\u00e9").position()).isEqualTo(5);
        assertThat(written("x".repeat(62)).position()).isEqualTo(63);
        assertThat(written("x".repeat(63)).position()).isEqualTo(65);
        assertThat(written("\u20ac").position()).isEqualTo(3);
        assertThat(written(null).position()).isEqualTo(1);
    }

    @Test
    void aSerializedStringIsCopiedAsItIs() throws IOException {
        for (String value : new @Nullable String[] {null, "", "caf\u00e9", "\u20ac"}) {
            var from = written(value);
            var to = new ByteArrayOutputView();
            StringEncoding.copy(new ByteArrayInputView(from.toByteArray()), to);
            assertThat(to.toByteArray()).isEqualTo(from.toByteArray());
        }
    }

    @Test
    void cutDataFailsAtItsEndWhateverLengthItClaims() {
        byte[] claimsTwoGigabytes = {(byte) 0xFE, -1, -1, -1, 0x0F, 'x'};
        assertThatThrownBy(() -> StringEncoding.read(new ByteArrayInputView(claimsTwoGigabytes)))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> StringEncoding.read(
                        new DataInputViewStreamWrapper(new ByteArrayInputStream(claimsTwoGigabytes))))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("ends after its first 0 bytes");
        byte[] claimsMore = {-1, -1, -1, -1, -1, -1, -1, -1, 127};
        assertThatThrownBy(() -> StringEncoding.read(new ByteArrayInputView(claimsMore)))
                .hasMessageContaining("A string's header says");
    }

    private static ByteArrayOutputView written(@Nullable String value) {
        var view = new ByteArrayOutputView(0);
        StringEncoding.write(value, view);
        return view;
    }

    private static @Nullable String throughArrays(@Nullable String value) throws IOException {
        var in = new ByteArrayInputView(written(value).toByteArray());
        String read = StringEncoding.read(in);
        assertThat(in.remaining()).isZero();
        return read;
    }

    private static @Nullable String throughStreams(@Nullable String value) throws IOException {
        var bytes = new ByteArrayOutputStream();
        StringEncoding.write(value, new DataOutputViewStreamWrapper(bytes));
        return StringEncoding.read(new DataInputViewStreamWrapper(new ByteArrayInputStream(bytes.toByteArray())));
    }
}

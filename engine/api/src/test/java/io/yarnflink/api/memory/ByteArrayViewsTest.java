package io.yarnflink.api.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import org.junit.jupiter.api.Test;

class ByteArrayViewsTest {
    @Test
    void bytesAreThoseOfJavasDataStreams() throws IOException {
        var view = new ByteArrayOutputView(1);
        var stream = new ByteArrayOutputStream();
        for (java.io.DataOutput out : new java.io.DataOutput[] {view, new DataOutputStream(stream)}) {
            out.writeBoolean(true);
            out.writeByte(-1);
            out.writeShort(-2);
            out.writeChar('\uBEEF');
            out.writeInt(-3);
            out.writeLong(Long.MIN_VALUE + 7);
            out.writeFloat(1.5f);
            out.writeDouble(-0.0);
            out.writeUTF("a\u0000\u00e9\u20ac\ud83d\ude00\ud800");
            out.writeBytes("ab");
            out.writeChars("c\u20ac");
            out.write(new byte[] {9, 8, 7}, 1, 2);
            out.write(6);
        }
        assertThat(view.toByteArray()).isEqualTo(stream.toByteArray());
    }

    @Test
    void whatJavasDataStreamsWriteIsRead() throws IOException {
        var stream = new ByteArrayOutputStream();
        var out = new DataOutputStream(stream);
        out.writeBoolean(true);
        out.writeByte(-1);
        out.writeByte(-1);
        out.writeShort(-2);
        out.writeShort(-2);
        out.writeChar('\uBEEF');
        out.writeInt(-3);
        out.writeLong(4);
        out.writeFloat(1.5f);
        out.writeDouble(2.5);
        out.writeUTF("\u20ac");
        out.writeBytes("one\r\ntwo\nthree\rfour");
        var in = new ByteArrayInputView(stream.toByteArray());
        assertThat(in.readBoolean()).isTrue();
        assertThat(in.readByte()).isEqualTo((byte) -1);
        assertThat(in.readUnsignedByte()).isEqualTo(255);
        assertThat(in.readShort()).isEqualTo((short) -2);
        assertThat(in.readUnsignedShort()).isEqualTo(65534);
        assertThat(in.readChar()).isEqualTo('\uBEEF');
        assertThat(in.readInt()).isEqualTo(-3);
        assertThat(in.readLong()).isEqualTo(4);
        assertThat(in.readFloat()).isEqualTo(1.5f);
        assertThat(in.readDouble()).isEqualTo(2.5);
        assertThat(in.readUTF()).isEqualTo("\u20ac");
        assertThat(in.readLine()).isEqualTo("one");
        assertThat(in.readLine()).isEqualTo("two");
        assertThat(in.readLine()).isEqualTo("three");
        assertThat(in.readLine()).isEqualTo("four");
        assertThat(in.readLine()).isNull();
    }

    @Test
    void readingPastTheEndSaysWhere() throws IOException {
        var in = new ByteArrayInputView(new byte[100], 10, 6);
        in.readShort();
        assertThatThrownBy(in::readLong)
                .isInstanceOf(EOFException.class)
                .hasMessage("Reading 8 bytes at position 2 goes past the end at 6");
        assertThat(in.readInt()).isZero();
        assertThat(in.remaining()).isZero();
        assertThatThrownBy(in::readByte).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> in.skipBytesToRead(1)).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> in.skipBytesToRead(-1)).isInstanceOf(EOFException.class);
        assertThat(in.read(new byte[4])).isEqualTo(-1);
        assertThat(in.skipBytes(4)).isZero();
    }

    @Test
    void rangesOutsideTheArrayAreRefused() {
        var array = new byte[8];
        assertThatThrownBy(() -> new ByteArrayInputView(array, 4, 5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new ByteArrayInputView(array, -1, 5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new ByteArrayInputView(array, 4, Integer.MAX_VALUE))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new ByteArrayInputView(array).position(9))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new ByteArrayOutputView(array, 4, 9, ByteArrayOutputView.DOUBLING))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aGivenArrayIsFilledInItsRangeAndLeftWhenFull() throws IOException {
        var given = new byte[10];
        var view = new ByteArrayOutputView(given, 2, 8, ByteArrayOutputView.DOUBLING);
        view.writeInt(0x01020304);
        view.writeShort(0x0506);
        assertThat(view.array()).isSameAs(given);
        assertThat(view.remaining()).isZero();
        assertThat(given).containsExactly(0, 0, 1, 2, 3, 4, 5, 6, 0, 0);
        view.writeByte(7);
        assertThat(view.array()).isNotSameAs(given);
        assertThat(view.toByteArray()).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(given).containsExactly(0, 0, 1, 2, 3, 4, 5, 6, 0, 0);
        view.wrap(given, 0, 10);
        view.writeByte(9);
        assertThat(given[0]).isEqualTo((byte) 9);
        assertThat(view.position()).isEqualTo(1);
    }

    @Test
    void growthThatGivesTooLittleIsRefused() {
        var view = new ByteArrayOutputView(new byte[1], 0, 1, (array, offset, length, required) -> array);
        assertThatThrownBy(() -> view.writeInt(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Growth gave 1 bytes where 0 and 4 more are needed");
    }

    @Test
    void earlierBytesCanBeOverwrittenAndDropped() {
        var view = new ByteArrayOutputView(0);
        view.skipBytesToWrite(4);
        view.writeByte(5);
        view.putInt(0, 42);
        assertThat(view.toByteArray()).containsExactly(0, 0, 0, 42, 5);
        assertThatThrownBy(() -> view.putInt(2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.position(6)).isInstanceOf(IndexOutOfBoundsException.class);
        view.position(3);
        view.skipBytesToWrite(2);
        assertThat(view.toByteArray()).containsExactly(0, 0, 0, 0, 0);
        view.reset();
        assertThat(view.position()).isZero();
    }

    @Test
    void bytesAreCopiedFromViewToView() throws IOException {
        var in = new ByteArrayInputView(new byte[] {1, 2, 3});
        var out = new ByteArrayOutputView(0);
        out.write(in, 2);
        assertThat(out.toByteArray()).containsExactly(1, 2);
        assertThatThrownBy(() -> out.write(in, 2)).isInstanceOf(EOFException.class);
    }

    @Test
    void writeUtfRefusesWhatItsFormatCannotHold() {
        assertThatThrownBy(() -> new ByteArrayOutputView().writeUTF("\u20ac".repeat(21_846)))
                .isInstanceOf(UTFDataFormatException.class)
                .hasMessageContaining("65538");
    }

    @Test
    void variableLengthNumbersComeBackAndTakeFewBytes() throws IOException {
        long[] values = {0, 1, 127, 128, 16_383, 16_384, Integer.MAX_VALUE, 1L << 35, Long.MAX_VALUE, -1, Long.MIN_VALUE
        };
        for (long value : values) {
            var out = new ByteArrayOutputView();
            VarInts.writeLong(value, (DataOutputView) out);
            VarInts.writeInt((int) value, out);
            assertThat(out.position()).isLessThanOrEqualTo(15);
            var in = new ByteArrayInputView(out.toByteArray());
            assertThat(VarInts.readLong(in)).isEqualTo(value);
            assertThat(VarInts.readInt(in)).isEqualTo((int) value);
            assertThat(in.remaining()).isZero();
        }
        var tooLong = new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0};
        assertThatThrownBy(() -> VarInts.readLong(new ByteArrayInputView(tooLong)))
                .hasMessageContaining("10 bytes");
        assertThatThrownBy(() -> VarInts.readInt(new ByteArrayInputView(tooLong)))
                .hasMessageContaining("5 bytes");
    }

    @Test
    void javasInputStreamsReadWhatTheViewWrote() throws IOException {
        var view = new ByteArrayOutputView(3);
        view.writeDouble(Math.PI);
        view.writeUTF("\u0000x");
        var in = new DataInputStream(new ByteArrayInputStream(view.array(), view.offset(), view.position()));
        assertThat(in.readDouble()).isEqualTo(Math.PI);
        assertThat(in.readUTF()).isEqualTo("\u0000x");
    }

    @Test
    void viewsOnStreamsSkipAndCopyExactly() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputViewStreamWrapper(bytes);
        out.skipBytesToWrite(3);
        out.write(new ByteArrayInputView(new byte[5000]), 5000);
        out.writeByte(7);
        var in = new DataInputViewStreamWrapper(new ByteArrayInputStream(bytes.toByteArray()));
        in.skipBytesToRead(5003);
        assertThat(in.readByte()).isEqualTo((byte) 7);
        assertThatThrownBy(() -> in.skipBytesToRead(1))
                .isInstanceOf(EOFException.class)
                .hasMessage("The stream ends within the 1 bytes to skip");
    }
}

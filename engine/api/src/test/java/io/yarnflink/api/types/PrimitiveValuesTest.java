package io.yarnflink.api.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.memory.MemorySegment;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PrimitiveValuesTest {
    @Test
    void aBooleanValueHoldsCopiesWritesAndCompares() throws IOException {
        var value = new BooleanValue(true);
        var other = new BooleanValue();
        other.setValue(false);
        assertThat(value.getValue()).isEqualTo(true);
        assertThat(value.compareTo(other)).isPositive();
        assertThat(value.equals(other)).isFalse();
        assertThat(value.toString()).isEqualTo(String.valueOf(true));

        other.setValue(value);
        assertThat(other.equals(value)).isTrue();
        assertThat(value.hashCode()).isEqualTo(1).isEqualTo(other.hashCode());
        other.setValue(false);
        value.copyTo(other);
        assertThat(other).isEqualTo(value);
        BooleanValue copy = value.copy();
        copy.setValue(false);
        assertThat(value.getValue()).isEqualTo(true);

        var bytes = new ByteArrayOutputView(0);
        value.write(bytes);
        assertThat(bytes.toByteArray()).hasSize(value.getBinaryLength()).hasSize(1);
        copy.read(new ByteArrayInputView(bytes.toByteArray()));
        assertThat(copy).isEqualTo(value);
        var again = new ByteArrayOutputView(0);
        copy.copy(new ByteArrayInputView(bytes.toByteArray()), again);
        assertThat(again.toByteArray()).isEqualTo(bytes.toByteArray());

        var memory = new byte[value.getMaxNormalizedKeyLen() + 2];
        value.copyNormalizedKey(MemorySegment.wrap(memory), 1, value.getMaxNormalizedKeyLen() + 1);
        assertThat(memory).containsExactly(0, 1, 0);
        assertThat(normalized(value, value.getMaxNormalizedKeyLen()))
                .isGreaterThan(normalized(new BooleanValue(false), value.getMaxNormalizedKeyLen()));

        copy.set(false);
        assertThat(copy.get()).isFalse();
        assertThat(copy).isEqualTo(BooleanValue.FALSE).isNotEqualTo(BooleanValue.TRUE);
    }

    @Test
    void aByteValueHoldsCopiesWritesAndCompares() throws IOException {
        var value = new ByteValue((byte) 7);
        var other = new ByteValue();
        other.setValue((byte) -7);
        assertThat(value.getValue()).isEqualTo((byte) 7);
        assertThat(value.compareTo(other)).isPositive();
        assertThat(value.equals(other)).isFalse();
        assertThat(value.toString()).isEqualTo(String.valueOf((byte) 7));

        other.setValue(value);
        assertThat(other.equals(value)).isTrue();
        assertThat(value.hashCode()).isEqualTo(Byte.hashCode((byte) 7)).isEqualTo(other.hashCode());
        other.setValue((byte) -7);
        value.copyTo(other);
        assertThat(other).isEqualTo(value);
        ByteValue copy = value.copy();
        copy.setValue((byte) -7);
        assertThat(value.getValue()).isEqualTo((byte) 7);

        var bytes = new ByteArrayOutputView(0);
        value.write(bytes);
        assertThat(bytes.toByteArray()).hasSize(value.getBinaryLength()).hasSize(1);
        copy.read(new ByteArrayInputView(bytes.toByteArray()));
        assertThat(copy).isEqualTo(value);
        var again = new ByteArrayOutputView(0);
        copy.copy(new ByteArrayInputView(bytes.toByteArray()), again);
        assertThat(again.toByteArray()).isEqualTo(bytes.toByteArray());

        var memory = new byte[value.getMaxNormalizedKeyLen() + 2];
        value.copyNormalizedKey(MemorySegment.wrap(memory), 1, value.getMaxNormalizedKeyLen() + 1);
        assertThat(memory).containsExactly(0, -121, 0);
        assertThat(normalized(value, value.getMaxNormalizedKeyLen()))
                .isGreaterThan(normalized(new ByteValue((byte) -7), value.getMaxNormalizedKeyLen()));
    }

    @Test
    void aShortValueHoldsCopiesWritesAndCompares() throws IOException {
        var value = new ShortValue((short) 258);
        var other = new ShortValue();
        other.setValue((short) -2);
        assertThat(value.getValue()).isEqualTo((short) 258);
        assertThat(value.compareTo(other)).isPositive();
        assertThat(value.equals(other)).isFalse();
        assertThat(value.toString()).isEqualTo(String.valueOf((short) 258));

        other.setValue(value);
        assertThat(other.equals(value)).isTrue();
        assertThat(value.hashCode()).isEqualTo(Short.hashCode((short) 258)).isEqualTo(other.hashCode());
        other.setValue((short) -2);
        value.copyTo(other);
        assertThat(other).isEqualTo(value);
        ShortValue copy = value.copy();
        copy.setValue((short) -2);
        assertThat(value.getValue()).isEqualTo((short) 258);

        var bytes = new ByteArrayOutputView(0);
        value.write(bytes);
        assertThat(bytes.toByteArray()).hasSize(value.getBinaryLength()).hasSize(2);
        copy.read(new ByteArrayInputView(bytes.toByteArray()));
        assertThat(copy).isEqualTo(value);
        var again = new ByteArrayOutputView(0);
        copy.copy(new ByteArrayInputView(bytes.toByteArray()), again);
        assertThat(again.toByteArray()).isEqualTo(bytes.toByteArray());

        var memory = new byte[value.getMaxNormalizedKeyLen() + 2];
        value.copyNormalizedKey(MemorySegment.wrap(memory), 1, value.getMaxNormalizedKeyLen() + 1);
        assertThat(memory).containsExactly(0, -127, 2, 0);
        assertThat(normalized(value, value.getMaxNormalizedKeyLen()))
                .isGreaterThan(normalized(new ShortValue((short) -2), value.getMaxNormalizedKeyLen()));
    }

    @Test
    void anIntValueHoldsCopiesWritesAndCompares() throws IOException {
        var value = new IntValue(258);
        var other = new IntValue();
        other.setValue(-2);
        assertThat(value.getValue()).isEqualTo(258);
        assertThat(value.compareTo(other)).isPositive();
        assertThat(value.equals(other)).isFalse();
        assertThat(value.toString()).isEqualTo(String.valueOf(258));

        other.setValue(value);
        assertThat(other.equals(value)).isTrue();
        assertThat(value.hashCode()).isEqualTo(Integer.hashCode(258)).isEqualTo(other.hashCode());
        other.setValue(-2);
        value.copyTo(other);
        assertThat(other).isEqualTo(value);
        IntValue copy = value.copy();
        copy.setValue(-2);
        assertThat(value.getValue()).isEqualTo(258);

        var bytes = new ByteArrayOutputView(0);
        value.write(bytes);
        assertThat(bytes.toByteArray()).hasSize(value.getBinaryLength()).hasSize(4);
        copy.read(new ByteArrayInputView(bytes.toByteArray()));
        assertThat(copy).isEqualTo(value);
        var again = new ByteArrayOutputView(0);
        copy.copy(new ByteArrayInputView(bytes.toByteArray()), again);
        assertThat(again.toByteArray()).isEqualTo(bytes.toByteArray());

        var memory = new byte[value.getMaxNormalizedKeyLen() + 2];
        value.copyNormalizedKey(MemorySegment.wrap(memory), 1, value.getMaxNormalizedKeyLen() + 1);
        assertThat(memory).containsExactly(0, -128, 0, 1, 2, 0);
        assertThat(normalized(value, value.getMaxNormalizedKeyLen()))
                .isGreaterThan(normalized(new IntValue(-2), value.getMaxNormalizedKeyLen()));
    }

    @Test
    void aLongValueHoldsCopiesWritesAndCompares() throws IOException {
        var value = new LongValue(258L);
        var other = new LongValue();
        other.setValue(-2L);
        assertThat(value.getValue()).isEqualTo(258L);
        assertThat(value.compareTo(other)).isPositive();
        assertThat(value.equals(other)).isFalse();
        assertThat(value.toString()).isEqualTo(String.valueOf(258L));

        other.setValue(value);
        assertThat(other.equals(value)).isTrue();
        assertThat(value.hashCode()).isEqualTo(Long.hashCode(258L)).isEqualTo(other.hashCode());
        other.setValue(-2L);
        value.copyTo(other);
        assertThat(other).isEqualTo(value);
        LongValue copy = value.copy();
        copy.setValue(-2L);
        assertThat(value.getValue()).isEqualTo(258L);

        var bytes = new ByteArrayOutputView(0);
        value.write(bytes);
        assertThat(bytes.toByteArray()).hasSize(value.getBinaryLength()).hasSize(8);
        copy.read(new ByteArrayInputView(bytes.toByteArray()));
        assertThat(copy).isEqualTo(value);
        var again = new ByteArrayOutputView(0);
        copy.copy(new ByteArrayInputView(bytes.toByteArray()), again);
        assertThat(again.toByteArray()).isEqualTo(bytes.toByteArray());

        var memory = new byte[value.getMaxNormalizedKeyLen() + 2];
        value.copyNormalizedKey(MemorySegment.wrap(memory), 1, value.getMaxNormalizedKeyLen() + 1);
        assertThat(memory).containsExactly(0, -128, 0, 0, 0, 0, 0, 1, 2, 0);
        assertThat(normalized(value, 4)).isGreaterThan(normalized(new LongValue(-2L), 4));
    }

    @Test
    void aFloatValueHoldsCopiesWritesAndCompares() throws IOException {
        var value = new FloatValue(1.5f);
        var other = new FloatValue();
        other.setValue(-2f);
        assertThat(value.getValue()).isEqualTo(1.5f);
        assertThat(value.compareTo(other)).isPositive();
        assertThat(value.equals(other)).isFalse();
        assertThat(value.toString()).isEqualTo(String.valueOf(1.5f));

        other.setValue(value);
        assertThat(other.equals(value)).isTrue();
        assertThat(value.hashCode()).isEqualTo(Float.hashCode(1.5f)).isEqualTo(other.hashCode());
        other.setValue(-2f);
        value.copyTo(other);
        assertThat(other).isEqualTo(value);
        FloatValue copy = value.copy();
        copy.setValue(-2f);
        assertThat(value.getValue()).isEqualTo(1.5f);

        var bytes = new ByteArrayOutputView(0);
        value.write(bytes);
        assertThat(bytes.toByteArray()).hasSize(value.getBinaryLength()).hasSize(4);
        copy.read(new ByteArrayInputView(bytes.toByteArray()));
        assertThat(copy).isEqualTo(value);
        var again = new ByteArrayOutputView(0);
        copy.copy(new ByteArrayInputView(bytes.toByteArray()), again);
        assertThat(again.toByteArray()).isEqualTo(bytes.toByteArray());
    }

    @Test
    void aDoubleValueHoldsCopiesWritesAndCompares() throws IOException {
        var value = new DoubleValue(1.5);
        var other = new DoubleValue();
        other.setValue(-2.0);
        assertThat(value.getValue()).isEqualTo(1.5);
        assertThat(value.compareTo(other)).isPositive();
        assertThat(value.equals(other)).isFalse();
        assertThat(value.toString()).isEqualTo(String.valueOf(1.5));

        other.setValue(value);
        assertThat(other.equals(value)).isTrue();
        assertThat(value.hashCode()).isEqualTo(Double.hashCode(1.5)).isEqualTo(other.hashCode());
        other.setValue(-2.0);
        value.copyTo(other);
        assertThat(other).isEqualTo(value);
        DoubleValue copy = value.copy();
        copy.setValue(-2.0);
        assertThat(value.getValue()).isEqualTo(1.5);

        var bytes = new ByteArrayOutputView(0);
        value.write(bytes);
        assertThat(bytes.toByteArray()).hasSize(value.getBinaryLength()).hasSize(8);
        copy.read(new ByteArrayInputView(bytes.toByteArray()));
        assertThat(copy).isEqualTo(value);
        var again = new ByteArrayOutputView(0);
        copy.copy(new ByteArrayInputView(bytes.toByteArray()), again);
        assertThat(again.toByteArray()).isEqualTo(bytes.toByteArray());
    }

    @Test
    void aCharValueHoldsCopiesWritesAndCompares() throws IOException {
        var value = new CharValue('b');
        var other = new CharValue();
        other.setValue('a');
        assertThat(value.getValue()).isEqualTo('b');
        assertThat(value.compareTo(other)).isPositive();
        assertThat(value.equals(other)).isFalse();
        assertThat(value.toString()).isEqualTo(String.valueOf('b'));

        other.setValue(value);
        assertThat(other.equals(value)).isTrue();
        assertThat(value.hashCode()).isEqualTo(Character.hashCode('b')).isEqualTo(other.hashCode());
        other.setValue('a');
        value.copyTo(other);
        assertThat(other).isEqualTo(value);
        CharValue copy = value.copy();
        copy.setValue('a');
        assertThat(value.getValue()).isEqualTo('b');

        var bytes = new ByteArrayOutputView(0);
        value.write(bytes);
        assertThat(bytes.toByteArray()).hasSize(value.getBinaryLength()).hasSize(2);
        copy.read(new ByteArrayInputView(bytes.toByteArray()));
        assertThat(copy).isEqualTo(value);
        var again = new ByteArrayOutputView(0);
        copy.copy(new ByteArrayInputView(bytes.toByteArray()), again);
        assertThat(again.toByteArray()).isEqualTo(bytes.toByteArray());

        var memory = new byte[value.getMaxNormalizedKeyLen() + 2];
        value.copyNormalizedKey(MemorySegment.wrap(memory), 1, value.getMaxNormalizedKeyLen() + 1);
        assertThat(memory).containsExactly(0, 0, 98, 0);
        assertThat(normalized(value, value.getMaxNormalizedKeyLen()))
                .isGreaterThan(normalized(new CharValue('a'), value.getMaxNormalizedKeyLen()));
    }

    /** The number that the first bytes of a value's normalized form are, without sign. */
    private static long normalized(NormalizableKey<?> value, int length) {
        MemorySegment memory = MemorySegment.wrap(new byte[length]);
        value.copyNormalizedKey(memory, 0, length);
        long number = 0;
        for (int i = 0; i < memory.size(); i++) {
            number = (number << 8) | (memory.get(i) & 0xFF);
        }
        return number;
    }
}

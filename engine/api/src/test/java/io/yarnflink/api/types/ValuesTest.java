package io.yarnflink.api.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.memory.MemorySegment;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValuesTest {
    /** A list of texts. */
    public static class Names extends ListValue<StringValue> {
        public Names() {}

        public Names(List<StringValue> names) {
            super(names);
        }
    }

    /** Counts of texts. */
    public static class Counts extends MapValue<StringValue, IntValue> {
        public Counts() {}

        public Counts(Map<StringValue, IntValue> counts) {
            super(counts);
        }
    }

    /** A list of values that nothing can make. */
    public static class Unmade extends ListValue<Value> {}

    private static StringValue text(String text) {
        return new StringValue(text);
    }

    private static byte[] written(Value value) throws IOException {
        var bytes = new ByteArrayOutputView(0);
        value.write(bytes);
        return bytes.toByteArray();
    }

    @Test
    void aListOfValuesIsAListThatWritesItself() throws IOException {
        ListValue<StringValue> names = new Names(List.of(text("a"), text("b")));
        var read = new Names(List.of(text("before")));
        read.read(new ByteArrayInputView(written(names)));
        assertThat(read.equals(names)).isTrue();
        assertThat(read.hashCode()).isEqualTo(names.hashCode());
        assertThat(read.toString()).isEqualTo("[a, b]");
        assertThat(names.isEmpty()).isFalse();
    }

    @Test
    void aListOfValuesIsChangedLikeAnyList() {
        ListValue<StringValue> names = new Names();
        assertThat(names.add(text("b"))).isTrue();
        names.add(0, text("a"));
        assertThat(names.addAll(List.of(text("d"), text("a")))).isTrue();
        assertThat(names.addAll(2, List.of(text("c")))).isTrue();
        assertThat(names.toString()).isEqualTo("[a, b, c, d, a]");
        assertThatObject(names.get(1)).isEqualTo(text("b"));
        assertThat(names.indexOf(text("a"))).isZero();
        assertThat(names.lastIndexOf(text("a"))).isEqualTo(4);
        assertThat(names.contains(text("c"))).isTrue();
        assertThat(names.containsAll(List.of(text("c"), text("x")))).isFalse();
        assertThat(names.subList(1, 3)).containsExactly(text("b"), text("c"));
        assertThat(names.toArray()).hasSize(5);
        assertThat(names.toArray(new StringValue[0])).startsWith(text("a"), text("b"));
        assertThatObject(names.remove(4)).isEqualTo(text("a"));
        assertThat(names.remove(text("x"))).isFalse();
        assertThatObject(names.set(0, text("z"))).isEqualTo(text("a"));
        assertThat(names.removeAll(List.of(text("z")))).isTrue();
        assertThat(names.retainAll(List.of(text("b"), text("c")))).isTrue();
        assertThat(names.size()).isEqualTo(2);
        Iterator<StringValue> iterator = names.iterator();
        assertThatObject(iterator.next()).isEqualTo(text("b"));
        ListIterator<StringValue> backwards = names.listIterator(2);
        assertThatObject(backwards.previous()).isEqualTo(text("c"));
        assertThat(names.listIterator().nextIndex()).isZero();
        names.clear();
        assertThat(names.size()).isZero();
    }

    @Test
    void aMapOfValuesIsAMapThatWritesItself() throws IOException {
        var counts = new Counts(Map.of(text("a"), new IntValue(1)));
        MapValue<StringValue, IntValue> read = new Counts();
        read.read(new ByteArrayInputView(written(counts)));
        assertThat(read.equals(counts)).isTrue();
        assertThat(read.hashCode()).isEqualTo(counts.hashCode());
        assertThat(read.toString()).isEqualTo("{a=1}");
        assertThat(read.put(text("b"), new IntValue(2))).isNull();
        read.putAll(Map.of(text("b"), new IntValue(3)));
        assertThat(read.get(text("b"))).isEqualTo(new IntValue(3));
        assertThat(read.containsKey(text("b"))).isTrue();
        assertThat(read.containsValue(new IntValue(2))).isFalse();
        assertThat(read.keySet()).containsExactly(text("a"), text("b"));
        assertThat(read.values()).containsExactly(new IntValue(1), new IntValue(3));
        assertThat(read.entrySet()).hasSize(2);
        assertThat(read.remove(text("a"))).isEqualTo(new IntValue(1));
        assertThat(read.size()).isEqualTo(1);
        read.clear();
        assertThat(read.isEmpty()).isTrue();
    }

    @Test
    void aContainerMustSayWhatItHolds() {
        assertThatThrownBy(Unmade::new)
                .isInstanceOf(InvalidTypesException.class)
                .hasMessageContaining("io.yarnflink.api.types.Value says only that its values write themselves");
    }

    private static <T extends Value, V extends CopyableValue<T> & ResettableValue<T>> void passOn(V from, T via, V to) {
        from.copyTo(via);
        to.setValue(via);
    }

    @Test
    void valuesPassTheirContentsOnWhateverTheirClass() {
        var target = new IntValue(1);
        passOn(new IntValue(7), new IntValue(), target);
        assertThat(target.getValue()).isEqualTo(7);
    }

    @Test
    void thereIsOneValueThatSaysNothing() throws IOException {
        NullValue value = NullValue.getInstance();
        assertThat(new NullValue().equals(value)).isTrue();
        assertThat(value.hashCode()).isEqualTo(new NullValue().hashCode());
        assertThat(value.compareTo(new NullValue())).isZero();
        assertThat(value.toString()).isEqualTo("(null)");
        assertThat(value.copy()).isSameAs(value);
        var target = new NullValue();
        value.copyTo(target);
        assertThat(target).isEqualTo(value);
        var bytes = new ByteArrayOutputView(0);
        value.write(bytes);
        assertThat(bytes.toByteArray()).hasSize(value.getBinaryLength());
        var in = new ByteArrayInputView(bytes.toByteArray());
        value.read(in);
        assertThat(in.remaining()).isZero();
        var again = new ByteArrayOutputView(0);
        value.copy(new ByteArrayInputView(bytes.toByteArray()), again);
        assertThat(again.toByteArray()).hasSize(1);
        MemorySegment memory = MemorySegment.wrap(new byte[] {7, 7});
        memory.put(1, (byte) 8);
        value.copyNormalizedKey(memory, 0, 1);
        assertThat(value.getMaxNormalizedKeyLen()).isZero();
        assertThat(memory.get(0)).isZero();
        assertThat(memory.get(1)).isEqualTo((byte) 8);
    }

    @Test
    void plainValuesAndMutableOnesAreConverted() {
        for (Object plain : new Object[] {"text", 1, 2L, 3d, 4f, true, (byte) 5, (short) 6, 'c'}) {
            Value value = JavaToValueConverter.convertBoxedJavaType(plain);
            assertThat(value).hasToString(String.valueOf(plain));
            assertThat(JavaToValueConverter.convertValueType(value)).isEqualTo(plain);
        }
        assertThat(new JavaToValueConverter()).isNotNull();
        assertThat(JavaToValueConverter.convertBoxedJavaType(null)).isNull();
        assertThat(JavaToValueConverter.convertValueType(null)).isNull();
        assertThat(JavaToValueConverter.convertValueType(NullValue.getInstance()))
                .isNull();
        assertThatThrownBy(() -> JavaToValueConverter.convertBoxedJavaType(List.of()))
                .hasMessageContaining("There is no counterpart of java.util.");
        assertThatThrownBy(() -> JavaToValueConverter.convertValueType(new Names()))
                .hasMessageContaining("Names");
    }

    @Test
    void exceptionsSayWhichFieldIsWrong() {
        var cause = new IllegalStateException("why");
        assertThat(new NullFieldException().getFieldPos()).isEqualTo(-1);
        assertThat(new NullFieldException("text")).hasMessage("text");
        assertThat(new NullFieldException(2, cause))
                .hasCause(cause)
                .hasMessageStartingWith("Field 2 (f2) of a tuple is null");
        assertThat(new NullFieldException(2).getFieldPos()).isEqualTo(2);
        assertThat(new NullKeyFieldException().getFieldNumber()).isEqualTo(-1);
        assertThat(new NullKeyFieldException("text")).hasMessage("text");
        assertThat(new NullKeyFieldException(3)).hasMessage("The key field 3 is null; keys cannot be null");
        assertThat(new NullKeyFieldException(new NullFieldException(4)).getFieldNumber())
                .isEqualTo(4);
        assertThat(new KeyFieldOutOfBoundsException().getFieldNumber()).isEqualTo(-1);
        assertThat(new KeyFieldOutOfBoundsException("text")).hasMessage("text");
        assertThat(new KeyFieldOutOfBoundsException(5)).hasMessageContaining("key field 5");
        assertThat(new KeyFieldOutOfBoundsException(5, cause).getFieldNumber()).isEqualTo(5);
        assertThat(new DeserializationException()).hasNoCause();
        assertThat(new DeserializationException("text")).hasMessage("text");
        assertThat(new DeserializationException(cause)).hasCause(cause);
        assertThat(new DeserializationException("text", cause))
                .hasMessage("text")
                .hasCause(cause);
    }
}

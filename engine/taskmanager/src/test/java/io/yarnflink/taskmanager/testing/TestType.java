package io.yarnflink.taskmanager.testing;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import java.io.Serializable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A type of values that are written as strings. */
public final class TestType<T> extends TypeInformation<T> {
    /** Immutable, may be null. */
    public static final TestType<String> STRING = new TestType<>(
            String.class, true, value -> value == null ? "\0" : value, text -> "\0".equals(text) ? null : text);

    public static final TestType<Long> LONG = new TestType<>(Long.class, true, String::valueOf, Long::valueOf);

    /** Mutable. */
    public static final TestType<Cell> CELL = new TestType<>(Cell.class, false, cell -> cell.text, Cell::new);

    private final Class<T> type;
    private final boolean immutable;
    private final Write<T> write;
    private final Read<T> read;

    /** A mutable value. */
    public static final class Cell {
        public String text;

        public Cell(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return "Cell(" + text + ")";
        }
    }

    private interface Write<T> extends Function<@Nullable T, String>, Serializable {}

    private interface Read<T> extends Function<String, @Nullable T>, Serializable {}

    private TestType(Class<T> type, boolean immutable, Write<T> write, Read<T> read) {
        this.type = type;
        this.immutable = immutable;
        this.write = write;
        this.read = read;
    }

    /** The serializer as channels take it. */
    @SuppressWarnings("unchecked") // Channels carry records of any type.
    public TypeSerializer<Object> serializer() {
        return (TypeSerializer<Object>) (TypeSerializer<?>) createSerializer(new ExecutionConfig());
    }

    @Override
    public boolean isBasicType() {
        return immutable;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isKeyType() {
        return true;
    }

    @Override
    public TypeSerializer<T> createSerializer(ExecutionConfig config) {
        return new TextSerializer<>(this);
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other instanceof TestType;
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TestType<?> testType && testType.type == type;
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    private static final class TextSerializer<T> extends TypeSerializer<T> {
        private final TestType<T> type;

        TextSerializer(TestType<T> type) {
            this.type = type;
        }

        @Override
        public boolean isImmutableType() {
            return type.immutable;
        }

        @Override
        public TypeSerializer<T> duplicate() {
            return this;
        }

        @Override
        public T createInstance() {
            return fromText("0");
        }

        @Override
        public T copy(T from) {
            return type.immutable ? from : fromText(type.write.apply(from));
        }

        @Override
        public T copy(T from, T reuse) {
            return copy(from);
        }

        @Override
        public int getLength() {
            return -1;
        }

        @Override
        public void serialize(T value, DataOutputView target) throws IOException {
            target.writeUTF(type.write.apply(value));
        }

        @Override
        public T deserialize(DataInputView source) throws IOException {
            return fromText(source.readUTF());
        }

        @Override
        public T deserialize(T reuse, DataInputView source) throws IOException {
            return deserialize(source);
        }

        @Override
        public void copy(DataInputView source, DataOutputView target) throws IOException {
            target.writeUTF(source.readUTF());
        }

        @SuppressWarnings("NullAway") // Null is a value of some types.
        private T fromText(String text) {
            return type.read.apply(text);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof TextSerializer<?> serializer && serializer.type.equals(type);
        }

        @Override
        public int hashCode() {
            return type.hashCode();
        }
    }
}

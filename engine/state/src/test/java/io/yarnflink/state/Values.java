package io.yarnflink.state;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Types whose values stay on the heap, which is all that keyed state asks of a type. */
final class Values<T> extends TypeInformation<T> {
    static final Values<String> STRINGS = new Values<>(String.class, value -> value);
    static final Values<Long> LONGS = new Values<>(Long.class, value -> value);
    /** Mutable, but equal by content. */
    static final Values<MutableKey> MUTABLE_KEYS = new Values<>(MutableKey.class, MutableKey::copy);

    /** A key whose content may change. */
    static final class MutableKey {
        String content;

        MutableKey(String content) {
            this.content = content;
        }

        MutableKey copy() {
            return new MutableKey(content);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof MutableKey key && key.content.equals(content);
        }

        @Override
        public int hashCode() {
            return content.hashCode();
        }
    }

    private final Class<T> type;
    private final transient UnaryOperator<T> copier;

    private Values(Class<T> type, UnaryOperator<T> copier) {
        this.type = type;
        this.copier = copier;
    }

    TypeSerializer<T> serializer() {
        return new HeapSerializer();
    }

    @Override
    public boolean isBasicType() {
        return true;
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
        return serializer();
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other instanceof Values;
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Values<?> values && values.type == type;
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    private final class HeapSerializer extends TypeSerializer<T> {
        @Override
        public boolean isImmutableType() {
            return type != MutableKey.class;
        }

        @Override
        public TypeSerializer<T> duplicate() {
            return this;
        }

        @Override
        public T createInstance() {
            throw new AssertionError("state makes no values");
        }

        @Override
        public T copy(T from) {
            return copier.apply(from);
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
        public void serialize(T value, DataOutputView target) {
            throw new AssertionError("heap state serializes nothing");
        }

        @Override
        public T deserialize(DataInputView source) {
            throw new AssertionError("heap state deserializes nothing");
        }

        @Override
        public T deserialize(T reuse, DataInputView source) {
            throw new AssertionError("heap state deserializes nothing");
        }

        @Override
        public void copy(DataInputView source, DataOutputView target) {
            throw new AssertionError("heap state copies no bytes");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other == this;
        }

        @Override
        public int hashCode() {
            return type.hashCode();
        }
    }
}

package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.memory.VarInts;
import io.yarnflink.api.typeutils.CompositeTypeSerializerSnapshot;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSchemaCompatibility;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Arrays of objects as their length and their elements, nulls among them. */
@SuppressWarnings("NullAway") // Null is a value here.
public final class ObjectArraySerializer<C> extends TypeSerializer<C[]> {
    private final Class<C> component;
    private final TypeSerializer<C> element;

    public ObjectArraySerializer(Class<C> component, TypeSerializer<C> element) {
        this.component = component;
        this.element = NullableSerializer.of(element);
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // A stateless serializer is its own duplicate.
    public TypeSerializer<C[]> duplicate() {
        TypeSerializer<C> duplicate = element.duplicate();
        return duplicate == element ? this : new ObjectArraySerializer<>(component, duplicate);
    }

    @Override
    public C[] createInstance() {
        return newArray(0);
    }

    @Override
    public C[] copy(C[] from) {
        C[] copy = from.clone();
        if (!element.isImmutableType()) {
            for (int i = 0; i < copy.length; i++) {
                copy[i] = element.copy(copy[i]);
            }
        }
        return copy;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(C[] value, DataOutputView target) throws IOException {
        VarInts.writeInt(value.length, target);
        for (C e : value) {
            element.serialize(e, target);
        }
    }

    @Override
    public C[] deserialize(DataInputView source) throws IOException {
        int length = VarInts.readCount(source);
        C[] array = newArray(Counts.room(length, source));
        for (int i = 0; i < length; i++) {
            if (i == array.length) {
                array = Arrays.copyOf(array, (int) Math.min(length, 2L * i + 1));
            }
            array[i] = element.deserialize(source);
        }
        return array;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = VarInts.readCount(source);
        VarInts.writeInt(length, target);
        for (int i = 0; i < length; i++) {
            element.copy(source, target);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ObjectArraySerializer<?> that
                && component == that.component
                && element.equals(that.element);
    }

    @Override
    public int hashCode() {
        return 31 * component.getName().hashCode() + element.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<C[]> snapshotConfiguration() {
        return new Snapshot<>(this);
    }

    /** The class of the elements and their snapshot. */
    public static final class Snapshot<C> extends CompositeTypeSerializerSnapshot<C[], ObjectArraySerializer<C>> {
        private @Nullable StoredClass component;

        /** To be read. */
        public Snapshot() {}

        Snapshot(ObjectArraySerializer<C> serializer) {
            super(serializer);
            component = StoredClass.of(serializer.component);
        }

        private StoredClass component() {
            return Objects.requireNonNull(component, "the snapshot was not read yet");
        }

        @Override
        protected int getCurrentOuterSnapshotVersion() {
            return 1;
        }

        @Override
        protected void writeOuterSnapshot(DataOutputView out) throws IOException {
            component().write(out);
        }

        @Override
        protected void readOuterSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
            component = StoredClass.read(in, loader);
        }

        @Override
        protected TypeSerializer<?>[] getNestedSerializers(ObjectArraySerializer<C> serializer) {
            return new TypeSerializer<?>[] {serializer.element};
        }

        @Override
        @SuppressWarnings("unchecked") // The serializer comes back from where it was taken.
        protected ObjectArraySerializer<C> createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nested) {
            return new ObjectArraySerializer<>((Class<C>) component().load(), (TypeSerializer<C>) nested[0]);
        }

        @Override
        public TypeSerializerSchemaCompatibility<C[]> resolveSchemaCompatibility(
                TypeSerializerSnapshot<C[]> oldSerializerSnapshot) {
            if (oldSerializerSnapshot instanceof Snapshot<?> old) {
                Optional<String> renamed = old.component().renamed(component());
                if (renamed.isPresent()) {
                    return TypeSerializerSchemaCompatibility.incompatible("an element of the array: " + renamed.get());
                }
            }
            return super.resolveSchemaCompatibility(oldSerializerSnapshot);
        }

        @Override
        protected String nestedName(int index) {
            return "an element of the array";
        }

        @Override
        public String toString() {
            return component().name() + "[]";
        }
    }

    @SuppressWarnings("unchecked")
    private C[] newArray(int length) {
        return (C[]) Array.newInstance(component, length);
    }
}

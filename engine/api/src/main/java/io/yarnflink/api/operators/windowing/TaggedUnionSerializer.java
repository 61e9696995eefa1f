package io.yarnflink.api.operators.windowing;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.typeutils.CompositeTypeSerializerSnapshot;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import io.yarnflink.api.typeutils.serializers.NullableSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes which side a record is of, and the record; nulls too. */
@SuppressWarnings("NullAway") // The serializers inside take null.
final class TaggedUnionSerializer<A, B> extends TypeSerializer<TaggedUnion<A, B>> {
    private final TypeSerializer<A> one;
    private final TypeSerializer<B> two;

    TaggedUnionSerializer(TypeSerializer<A> one, TypeSerializer<B> two) {
        this.one = NullableSerializer.of(one);
        this.two = NullableSerializer.of(two);
    }

    @Override
    public boolean isImmutableType() {
        return one.isImmutableType() && two.isImmutableType();
    }

    @Override
    public TypeSerializer<TaggedUnion<A, B>> duplicate() {
        return new TaggedUnionSerializer<>(one.duplicate(), two.duplicate());
    }

    @Override
    public TaggedUnion<A, B> createInstance() {
        return new TaggedUnion<>(true, null, null);
    }

    @Override
    public TaggedUnion<A, B> copy(TaggedUnion<A, B> from) {
        return from.isOne() ? TaggedUnion.one(one.copy(from.one())) : TaggedUnion.two(two.copy(from.two()));
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(TaggedUnion<A, B> value, DataOutputView target) throws IOException {
        target.writeBoolean(value.isOne());
        if (value.isOne()) {
            one.serialize(value.one(), target);
        } else {
            two.serialize(value.two(), target);
        }
    }

    @Override
    public TaggedUnion<A, B> deserialize(DataInputView source) throws IOException {
        return source.readBoolean()
                ? TaggedUnion.one(one.deserialize(source))
                : TaggedUnion.two(two.deserialize(source));
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        boolean isOne = source.readBoolean();
        target.writeBoolean(isOne);
        if (isOne) {
            one.copy(source, target);
        } else {
            two.copy(source, target);
        }
    }

    @Override
    public TypeSerializerSnapshot<TaggedUnion<A, B>> snapshotConfiguration() {
        return new Snapshot<>(this);
    }

    /** The snapshots of both sides. */
    public static final class Snapshot<A, B>
            extends CompositeTypeSerializerSnapshot<TaggedUnion<A, B>, TaggedUnionSerializer<A, B>> {
        /** To be read. */
        public Snapshot() {}

        Snapshot(TaggedUnionSerializer<A, B> serializer) {
            super(serializer);
        }

        @Override
        protected int getCurrentOuterSnapshotVersion() {
            return 1;
        }

        @Override
        protected TypeSerializer<?>[] getNestedSerializers(TaggedUnionSerializer<A, B> serializer) {
            return new TypeSerializer<?>[] {serializer.one, serializer.two};
        }

        @Override
        @SuppressWarnings("unchecked") // The serializers come back from where they were taken.
        protected TaggedUnionSerializer<A, B> createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nested) {
            return new TaggedUnionSerializer<>((TypeSerializer<A>) nested[0], (TypeSerializer<B>) nested[1]);
        }

        @Override
        protected String nestedName(int index) {
            return index == 0 ? "a record of the first input" : "a record of the second input";
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TaggedUnionSerializer<?, ?> that && one.equals(that.one) && two.equals(that.two);
    }

    @Override
    public int hashCode() {
        return 31 * one.hashCode() + two.hashCode();
    }
}

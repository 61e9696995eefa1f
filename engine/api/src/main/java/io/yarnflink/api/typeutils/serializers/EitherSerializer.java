package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.types.Either;
import io.yarnflink.api.typeutils.CompositeTypeSerializerSnapshot;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Values of one of two types as a byte that says which, then the value. */
public final class EitherSerializer<L, R> extends TypeSerializer<Either<L, R>> {
    private final TypeSerializer<L> left;
    private final TypeSerializer<R> right;

    public EitherSerializer(TypeSerializer<L> left, TypeSerializer<R> right) {
        this.left = left;
        this.right = right;
    }

    public TypeSerializer<L> getLeftSerializer() {
        return left;
    }

    public TypeSerializer<R> getRightSerializer() {
        return right;
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // A stateless serializer is its own duplicate.
    public TypeSerializer<Either<L, R>> duplicate() {
        TypeSerializer<L> otherLeft = left.duplicate();
        TypeSerializer<R> otherRight = right.duplicate();
        return otherLeft == left && otherRight == right ? this : new EitherSerializer<>(otherLeft, otherRight);
    }

    @Override
    public Either<L, R> createInstance() {
        return Either.Right(right.createInstance());
    }

    @Override
    public Either<L, R> copy(Either<L, R> from) {
        return from.isLeft() ? Either.Left(left.copy(from.left())) : Either.Right(right.copy(from.right()));
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(Either<L, R> value, DataOutputView target) throws IOException {
        target.writeBoolean(value.isLeft());
        if (value.isLeft()) {
            left.serialize(value.left(), target);
        } else {
            right.serialize(value.right(), target);
        }
    }

    @Override
    public Either<L, R> deserialize(DataInputView source) throws IOException {
        return source.readBoolean() ? Either.Left(left.deserialize(source)) : Either.Right(right.deserialize(source));
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        boolean isLeft = source.readBoolean();
        target.writeBoolean(isLeft);
        (isLeft ? left : right).copy(source, target);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EitherSerializer<?, ?> that && left.equals(that.left) && right.equals(that.right);
    }

    @Override
    public int hashCode() {
        return 31 * left.hashCode() + right.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<Either<L, R>> snapshotConfiguration() {
        return new Snapshot<>(this);
    }

    /** The snapshots of both sides. */
    public static final class Snapshot<L, R>
            extends CompositeTypeSerializerSnapshot<Either<L, R>, EitherSerializer<L, R>> {
        /** To be read. */
        public Snapshot() {}

        Snapshot(EitherSerializer<L, R> serializer) {
            super(serializer);
        }

        @Override
        protected int getCurrentOuterSnapshotVersion() {
            return 1;
        }

        @Override
        protected TypeSerializer<?>[] getNestedSerializers(EitherSerializer<L, R> serializer) {
            return new TypeSerializer<?>[] {serializer.left, serializer.right};
        }

        @Override
        @SuppressWarnings("unchecked") // The serializers come back from where they were taken.
        protected EitherSerializer<L, R> createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nested) {
            return new EitherSerializer<>((TypeSerializer<L>) nested[0], (TypeSerializer<R>) nested[1]);
        }

        @Override
        protected String nestedName(int index) {
            return index == 0 ? "the left side" : "the right side";
        }

        @Override
        public String toString() {
            TypeSerializerSnapshot<?>[] nested = getNestedSerializerSnapshots();
            return "Either<" + nested[0] + ", " + nested[1] + ">";
        }
    }
}

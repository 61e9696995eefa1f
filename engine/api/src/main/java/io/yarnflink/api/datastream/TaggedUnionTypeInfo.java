package io.yarnflink.api.datastream;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.operators.windowing.TaggedUnion;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** The type of {@link TaggedUnion} over two types. */
final class TaggedUnionTypeInfo<A, B> extends TypeInformation<TaggedUnion<A, B>> {
    private final TypeInformation<A> oneType;
    private final TypeInformation<B> twoType;

    TaggedUnionTypeInfo(TypeInformation<A> oneType, TypeInformation<B> twoType) {
        this.oneType = oneType;
        this.twoType = twoType;
    }

    @Override
    @SuppressWarnings("unchecked") // Java has no class for a record with type arguments.
    public Class<TaggedUnion<A, B>> getTypeClass() {
        return (Class<TaggedUnion<A, B>>) (Class<?>) TaggedUnion.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<TaggedUnion<A, B>> createSerializer(ExecutionConfig config) {
        return new CoGroupedStreams.UnionSerializer<>(
                oneType.createSerializer(config), twoType.createSerializer(config));
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other instanceof TaggedUnionTypeInfo;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TaggedUnionTypeInfo<?, ?> that
                && oneType.equals(that.oneType)
                && twoType.equals(that.twoType);
    }

    @Override
    public int hashCode() {
        return 31 * oneType.hashCode() + twoType.hashCode();
    }

    @Override
    public String toString() {
        return "TaggedUnion<" + oneType + ", " + twoType + ">";
    }
}

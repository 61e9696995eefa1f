package io.yarnflink.api.typeutils;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.types.Either;
import io.yarnflink.api.typeutils.serializers.EitherSerializer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of one of two types. */
public class EitherTypeInfo<L, R> extends TypeInformation<Either<L, R>> {
    private final TypeInformation<L> leftType;
    private final TypeInformation<R> rightType;

    public EitherTypeInfo(TypeInformation<L> leftType, TypeInformation<R> rightType) {
        this.leftType = requireNonNull(leftType, "left type is null");
        this.rightType = requireNonNull(rightType, "right type is null");
    }

    public TypeInformation<L> getLeftType() {
        return leftType;
    }

    public TypeInformation<R> getRightType() {
        return rightType;
    }

    @Override
    public Map<String, TypeInformation<?>> getGenericParameters() {
        return Map.of("L", leftType, "R", rightType);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Class<Either<L, R>> getTypeClass() {
        return (Class<Either<L, R>>) (Class<?>) Either.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<Either<L, R>> createSerializer(ExecutionConfig config) {
        return new EitherSerializer<>(leftType.createSerializer(config), rightType.createSerializer(config));
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other instanceof EitherTypeInfo;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EitherTypeInfo<?, ?> that
                && that.canEqual(this)
                && leftType.equals(that.leftType)
                && rightType.equals(that.rightType);
    }

    @Override
    public int hashCode() {
        return 17 * leftType.hashCode() + rightType.hashCode();
    }

    @Override
    public String toString() {
        return "Either<" + leftType + ", " + rightType + ">";
    }
}

package io.yarnflink.api.serialization;

import io.yarnflink.api.typeinfo.TypeHint;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeExtractor;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A schema that knows its type and never ends a stream. */
public abstract class AbstractDeserializationSchema<T> implements DeserializationSchema<T> {
    private final TypeInformation<T> type;

    /** The type is that which the subclass gives this class. */
    protected AbstractDeserializationSchema() {
        type = TypeExtractor.createTypeInfo(Undeclared.INSTANCE, AbstractDeserializationSchema.class, getClass(), 0);
    }

    protected AbstractDeserializationSchema(Class<T> type) {
        this(TypeInformation.of(type));
    }

    protected AbstractDeserializationSchema(TypeHint<T> typeHint) {
        this(typeHint.getTypeInfo());
    }

    protected AbstractDeserializationSchema(TypeInformation<T> typeInfo) {
        type = Objects.requireNonNull(typeInfo, "type is null");
    }

    @Override
    public abstract @Nullable T deserialize(byte[] message) throws IOException;

    @Override
    public boolean isEndOfStream(T nextElement) {
        return false;
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return type;
    }

    /** Stands for the schema while it cannot tell its type yet. */
    private enum Undeclared {
        INSTANCE
    }
}

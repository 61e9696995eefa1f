package io.yarnflink.connectors.avro.typeutils;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeSerializer;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** A type that consists of a class and an Avro schema. */
public abstract class SchemaTypeInfo<T> extends TypeInformation<T> {
    private final Class<T> type;
    /** As text, because not every version of Avro can serialize a schema. */
    private final String schema;

    private final int fields;

    SchemaTypeInfo(Class<T> type, Schema schema) {
        this.type = type;
        this.schema = schema.toString();
        fields = schema.getType() == Schema.Type.RECORD ? schema.getFields().size() : 1;
    }

    public final Schema getSchema() {
        return new Schema.Parser().parse(schema);
    }

    @Override
    public final Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public final int getArity() {
        return fields;
    }

    @Override
    public final int getTotalFields() {
        return fields;
    }

    /** Avro hashes a record by its schema and values, enums by position, strings by their bytes. */
    @Override
    public boolean isKeyType() {
        return true;
    }

    @Override
    public final TypeSerializer<T> createSerializer(ExecutionConfig config) {
        return new AvroSerializer<>(type, getSchema());
    }

    @Override
    public final boolean canEqual(@Nullable Object other) {
        return other instanceof SchemaTypeInfo;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof SchemaTypeInfo<?> that
                && that.getClass() == getClass()
                && type == that.type
                && schema.equals(that.schema);
    }

    @Override
    public final int hashCode() {
        return 31 * type.getName().hashCode() + schema.hashCode();
    }

    @Override
    public final String toString() {
        return "Avro<" + getSchema().getFullName() + ">";
    }
}

package io.yarnflink.connectors.avro.typeutils;

/** Values of any class with fields, whose schema Avro finds by reflection; each field may be null. */
public final class ReflectAvroTypeInfo<T> extends SchemaTypeInfo<T> {
    public ReflectAvroTypeInfo(Class<T> typeClass) {
        super(typeClass, AvroModel.REFLECT.schema(typeClass));
    }

    /** The class decides itself how it hashes. */
    @Override
    public boolean isKeyType() {
        try {
            return getTypeClass().getMethod("hashCode").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}

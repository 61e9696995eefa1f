package io.yarnflink.connectors.avro.typeutils;

import org.apache.avro.specific.SpecificRecordBase;

/** Records of a class that was compiled from a schema. */
public final class AvroTypeInfo<T extends SpecificRecordBase> extends SchemaTypeInfo<T> {
    public AvroTypeInfo(Class<T> typeClass) {
        super(typeClass, AvroModel.SPECIFIC.schema(typeClass));
    }
}

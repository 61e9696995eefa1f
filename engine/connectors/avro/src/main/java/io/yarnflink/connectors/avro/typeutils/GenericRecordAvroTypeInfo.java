package io.yarnflink.connectors.avro.typeutils;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Generic records of one schema. */
public final class GenericRecordAvroTypeInfo extends SchemaTypeInfo<GenericRecord> {
    public GenericRecordAvroTypeInfo(Schema schema) {
        super(GenericRecord.class, schema);
    }
}

package io.yarnflink.connectors.avro.typeutils;

import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;

/** Readers of records from files, which say their own schema. */
public final class AvroRecords {
    private AvroRecords() {}

    /** The file's schema is set when it is opened; its records become those of {@code type}. */
    @SuppressWarnings("unchecked") // The model reads values of the class.
    public static <T> DatumReader<T> reader(SchemaTypeInfo<T> type) {
        Schema schema = type.getSchema();
        TrustedClasses.add(type.getTypeClass(), schema);
        return AvroModel.of(type.getTypeClass()).data(type.getTypeClass()).createDatumReader(schema);
    }
}

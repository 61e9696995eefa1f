package io.yarnflink.connectors.avro;

import io.yarnflink.connectors.avro.typeutils.AvroTypeInfo;
import io.yarnflink.connectors.avro.typeutils.GenericRecordAvroTypeInfo;
import io.yarnflink.connectors.avro.typeutils.ReflectAvroTypeInfo;
import io.yarnflink.connectors.files.StreamFormat;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecordBase;

/** Avro files as formats of file sources, for each of the three kinds of records. */
public final class AvroInputs {
    private AvroInputs() {}

    public static <T extends SpecificRecordBase> StreamFormat<T> forSpecificRecord(Class<T> type) {
        return new AvroFileFormat<>(new AvroTypeInfo<>(type));
    }

    /** Records of files with older schemas are read into {@code schema}, as far as Avro's rules let them. */
    public static StreamFormat<GenericRecord> forGenericRecord(Schema schema) {
        return new AvroFileFormat<>(new GenericRecordAvroTypeInfo(schema));
    }

    public static <T> StreamFormat<T> forReflectRecord(Class<T> type) {
        return new AvroFileFormat<>(new ReflectAvroTypeInfo<>(type));
    }
}

package io.yarnflink.connectors.avro;

import io.yarnflink.connectors.avro.typeutils.TrustedClasses;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.reflect.ReflectData;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/** Writers of Avro files for each of the three kinds of records. */
public final class AvroWriters {
    private AvroWriters() {}

    public static <T extends SpecificRecordBase> AvroWriterFactory<T> forSpecificRecord(Class<T> type) {
        return new AvroWriterFactory<>(out -> {
            SpecificData data = SpecificData.getForClass(type);
            TrustedClasses.add(type, data.getSchema(type));
            return open(data, data.getSchema(type), out);
        });
    }

    public static AvroWriterFactory<GenericRecord> forGenericRecord(Schema schema) {
        String text = schema.toString();
        return new AvroWriterFactory<>(out -> open(GenericData.get(), new Schema.Parser().parse(text), out));
    }

    public static <T> AvroWriterFactory<T> forReflectRecord(Class<T> type) {
        return new AvroWriterFactory<>(out -> {
            ReflectData data = new ReflectData(type.getClassLoader());
            TrustedClasses.add(type, data.getSchema(type));
            return open(data, data.getSchema(type), out);
        });
    }

    @SuppressWarnings("unchecked") // The model writes records of the schema.
    private static <T> DataFileWriter<T> open(GenericData data, Schema schema, OutputStream out) throws IOException {
        var writer = new DataFileWriter<T>(data.createDatumWriter(schema));
        writer.create(schema, out);
        return writer;
    }
}

package io.yarnflink.connectors.avro;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import org.apache.avro.file.DataFileWriter;

/** Opens a writer of Avro files on a stream, with the schema and the settings that it chooses. */
@FunctionalInterface
public interface AvroBuilder<T> extends Serializable {
    DataFileWriter<T> createWriter(OutputStream outputStream) throws IOException;
}

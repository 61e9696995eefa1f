package io.yarnflink.connectors.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.fs.FSDataOutputStream;
import io.yarnflink.api.fs.FileSystem;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.serialization.BulkWriter;
import io.yarnflink.connectors.avro.samples.User;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.reflect.ReflectData;
import org.apache.avro.reflect.ReflectDatumReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvroWritersTest {
    @TempDir
    private File folder;

    @Test
    void specificRecordsAreWritten() throws IOException {
        List<User> users = List.of(AvroTypesTest.user("Ada"), AvroTypesTest.user("Bob"));
        File file = written(AvroWriters.forSpecificRecord(User.class), users);
        assertThat(read(file, new SpecificDatumReader<>(User.class))).isEqualTo(users);
    }

    @Test
    void genericRecordsAreWritten() throws IOException {
        List<GenericRecord> users = List.of(AvroTypesTest.generic("Ada"), AvroTypesTest.generic("Bob"));
        File file = written(AvroWriters.forGenericRecord(AvroTypesTest.Samples.USER), users);
        assertThat(read(file, new GenericDatumReader<GenericRecord>())).isEqualTo(users);
    }

    @Test
    void otherClassesAreWrittenByReflection() throws IOException {
        var one = new AvroTypesTest.Plain();
        one.number = 5;
        File file = written(AvroWriters.forReflectRecord(AvroTypesTest.Plain.class), List.of(one));
        DatumReader<AvroTypesTest.Plain> reader =
                new ReflectDatumReader<>(ReflectData.get().getSchema(AvroTypesTest.Plain.class));
        assertThat(read(file, reader))
                .singleElement()
                .satisfies(plain -> assertThat(plain.number).isEqualTo(5));
    }

    @Test
    void aProgramMayBuildTheWriterItself() throws IOException {
        var factory = new AvroWriterFactory<User>(out -> {
            var writer = new DataFileWriter<>(new SpecificDatumWriter<>(User.class));
            writer.setCodec(CodecFactory.deflateCodec(9));
            return writer.create(User.getClassSchema(), out);
        });
        File file = written(factory, List.of(AvroTypesTest.user("Ada")));
        try (var reader = new DataFileReader<>(file, new SpecificDatumReader<>(User.class))) {
            assertThat(reader.getMetaString("avro.codec")).isEqualTo("deflate");
            assertThat(reader.next()).isEqualTo(AvroTypesTest.user("Ada"));
        }
    }

    private <T> File written(BulkWriter.Factory<T> factory, List<T> values) throws IOException {
        Path path = new Path(new Path(folder.toURI()), "out.avro");
        try (FSDataOutputStream out = path.getFileSystem().create(path, FileSystem.WriteMode.OVERWRITE)) {
            BulkWriter<T> writer = factory.create(out);
            for (T value : values) {
                writer.addElement(value);
            }
            long before = out.getPos();
            writer.flush();
            assertThat(out.getPos()).isGreaterThan(before);
            writer.finish();
            // The stream belongs to the sink and is still open.
            out.sync();
        }
        return new File(folder, "out.avro");
    }

    private static <T> List<T> read(File file, DatumReader<T> records) throws IOException {
        List<T> read = new ArrayList<>();
        try (var reader = new DataFileReader<>(file, records)) {
            reader.forEachRemaining(read::add);
        }
        return read;
    }
}

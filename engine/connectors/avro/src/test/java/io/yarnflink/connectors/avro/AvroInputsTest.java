package io.yarnflink.connectors.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.fs.FSDataInputStream;
import io.yarnflink.api.fs.Path;
import io.yarnflink.connectors.avro.samples.User;
import io.yarnflink.connectors.avro.typeutils.AvroTypeInfo;
import io.yarnflink.connectors.files.FileSource;
import io.yarnflink.connectors.files.StreamFormat;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvroInputsTest {
    private static final List<User> USERS =
            IntStream.range(0, 60).mapToObj(i -> AvroTypesTest.user("user" + i)).toList();

    @TempDir
    private File folder;

    /** A file whose blocks hold some records each. */
    private File file(String name, CodecFactory codec) throws IOException {
        File file = new File(folder, name);
        try (var writer = new DataFileWriter<>(new SpecificDatumWriter<>(User.class))) {
            writer.setCodec(codec);
            writer.setSyncInterval(200);
            writer.create(User.getClassSchema(), file);
            for (User user : USERS) {
                writer.append(user);
            }
        }
        return file;
    }

    @Test
    void filesAreReadInAnyCodec() throws IOException {
        StreamFormat<User> format = AvroInputs.forSpecificRecord(User.class);
        assertThat(format.isSplittable()).isFalse();
        assertThat(format.getProducedType()).isEqualTo(new AvroTypeInfo<>(User.class));
        for (CodecFactory codec : List.of(CodecFactory.nullCodec(), CodecFactory.deflateCodec(6))) {
            File file = file("users.avro", codec);
            try (StreamFormat.Reader<User> reader = format.open(opened(file), 0, file.length())) {
                assertThat(reader.nextPosition()).isZero();
                assertThat(rest(reader)).isEqualTo(USERS);
            }
        }
    }

    @Test
    void aBlockOfMoreRecordsThanACheckpointCanCountIsNamedRatherThanReadTwice() throws IOException {
        Schema nothing = SchemaBuilder.record("Nothing").fields().endRecord();
        File file = new File(folder, "nothing.avro");
        int most = 1 << 19;
        try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(nothing))) {
            writer.create(nothing, file);
            for (int i = 0; i < most; i++) {
                writer.append(new GenericData.Record(nothing));
            }
        }
        StreamFormat<GenericRecord> format = AvroInputs.forGenericRecord(nothing);
        try (StreamFormat.Reader<GenericRecord> reader = format.open(opened(file), 0, file.length())) {
            for (int i = 1; i < most; i++) {
                reader.read();
            }
            assertThat(reader.nextPosition()).isPositive();
            assertThat(reader.read()).isNotNull();
            assertThatThrownBy(reader::nextPosition)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("524288 records of the block at byte");
            assertThat(reader.read()).isNull();
        }
    }

    @Test
    void readingGoesOnAfterEachRecord() throws IOException {
        StreamFormat<User> format = AvroInputs.forSpecificRecord(User.class);
        File file = file("users.avro", CodecFactory.nullCodec());
        try (StreamFormat.Reader<User> reader = format.open(opened(file), 0, file.length())) {
            for (int i = 0; i < USERS.size(); i++) {
                assertThat(reader.read()).isEqualTo(USERS.get(i));
                assertThat(reader.position()).isBetween(1L, file.length());
                long next = reader.nextPosition();
                try (StreamFormat.Reader<User> again = format.open(opened(file), next, next)) {
                    assertThat(again.nextPosition()).isEqualTo(next);
                    assertThat(rest(again)).isEqualTo(USERS.subList(i + 1, USERS.size()));
                }
            }
            assertThat(reader.read()).isNull();
        }
    }

    @Test
    void decompressedFilesAreReadByTheNumbersOfTheirRecords() throws IOException {
        StreamFormat<User> format = AvroInputs.forSpecificRecord(User.class);
        byte[] bytes =
                Files.readAllBytes(file("users.avro", CodecFactory.nullCodec()).toPath());
        try (StreamFormat.Reader<User> reader = format.open(new ByteArrayInputStream(bytes), 0)) {
            assertThat(reader.position()).isZero();
            reader.read();
            reader.read();
            assertThat(reader.position()).isEqualTo(1);
            assertThat(reader.nextPosition()).isEqualTo(2);
            assertThat(rest(reader)).isEqualTo(USERS.subList(2, USERS.size()));
        }
        try (StreamFormat.Reader<User> reader = format.open(new ByteArrayInputStream(bytes), 58)) {
            assertThat(rest(reader)).isEqualTo(USERS.subList(58, 60));
        }
    }

    @Test
    void genericRecordsAreReadIntoTheSchemaThatIsAskedFor() throws IOException {
        Schema part = SchemaBuilder.record(User.getClassSchema().getFullName())
                .fields()
                .requiredString("name")
                .name("origin")
                .type()
                .stringType()
                .stringDefault("here")
                .endRecord();
        File file = file("users.avro", CodecFactory.nullCodec());
        try (StreamFormat.Reader<GenericRecord> reader =
                AvroInputs.forGenericRecord(part).open(opened(file), 0, file.length())) {
            assertThat(reader.read()).hasToString("{\"name\": \"user0\", \"origin\": \"here\"}");
        }
    }

    @Test
    void otherClassesAreReadByReflection() throws IOException {
        var pet = new AvroTypesTest.Pet();
        pet.name = "Rex";
        File file = new File(folder, "pets.avro");
        Path path = new Path(file.toURI());
        try (var out = path.getFileSystem().create(path, io.yarnflink.api.fs.FileSystem.WriteMode.OVERWRITE)) {
            var writer = AvroWriters.forReflectRecord(AvroTypesTest.Pet.class).create(out);
            pet.owner = "Ada";
            writer.addElement(pet);
            writer.finish();
        }
        try (StreamFormat.Reader<AvroTypesTest.Pet> reader =
                AvroInputs.forReflectRecord(AvroTypesTest.Pet.class).open(opened(file), 0, file.length())) {
            assertThat(rest(reader)).containsExactly(pet);
        }
    }

    @Test
    void aBrokenFileIsToldWithItsPlace() throws IOException {
        StreamFormat<User> format = AvroInputs.forSpecificRecord(User.class);
        File file = file("users.avro", CodecFactory.nullCodec());
        byte[] bytes = Files.readAllBytes(file.toPath());
        bytes[bytes.length - 1] ^= 1;
        Files.write(file.toPath(), bytes);
        assertThatThrownBy(() -> {
                    try (StreamFormat.Reader<User> reader = format.open(opened(file), 0, file.length())) {
                        rest(reader);
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Avro file is broken in the block at byte");
        assertThatThrownBy(() -> {
                    try (StreamFormat.Reader<User> reader = format.open(new ByteArrayInputStream(bytes), 0)) {
                        rest(reader);
                    }
                })
                .hasMessageContaining("Avro file is broken at record");
    }

    @Test
    void aFileSourceReadsAFolderOfFiles() throws Exception {
        file("one.avro", CodecFactory.nullCodec());
        file("two.avro", CodecFactory.deflateCodec(1));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        FileSource<User> source = FileSource.forRecordStreamFormat(
                        AvroInputs.forSpecificRecord(User.class), new Path(folder.toURI()))
                .build();
        List<User> read = env.fromSource(source, WatermarkStrategy.noWatermarks(), "users")
                .executeAndCollect(1000);
        assertThat(read).hasSize(120).containsAll(USERS);
    }

    private static FSDataInputStream opened(File file) throws IOException {
        Path path = new Path(file.toURI());
        return path.getFileSystem().open(path);
    }

    private static <T> List<T> rest(StreamFormat.Reader<T> reader) throws IOException {
        List<T> rest = new ArrayList<>();
        for (T record = reader.read(); record != null; record = reader.read()) {
            rest.add(record);
        }
        return rest;
    }
}

package io.yarnflink.connectors.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.connectors.files.StreamFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReaderFormatTest {
    @TempDir
    java.nio.file.Path folder;

    @Test
    void rowsBecomeObjectsWhoseFieldsMayHoldCommasAndLineEnds() throws Exception {
        assertThat(read(CsvReaderFormat.forPojo(City.class), "Bern,7\n\"A, \n B\",8\r\n"))
                .containsExactly("Bern 7", "A, \n B 8");
        CsvSchema schema = CsvSchema.builder()
                .addColumn("people")
                .addColumn("name")
                .setColumnSeparator('|')
                .setSkipFirstDataRow(true)
                .build();
        CsvReaderFormat<City> format = CsvReaderFormat.forSchema(schema, TypeInformation.of(City.class));
        assertThat(read(format, "people|name\n7|Bern\n")).containsExactly("Bern 7");
        assertThat(format.isSplittable()).isFalse();
        assertThat(format.getProducedType()).isEqualTo(TypeInformation.of(City.class));
    }

    @Test
    void aRowThatCannotBeReadIsNamedOrPassedOver() throws Exception {
        CsvReaderFormat<City> format = CsvReaderFormat.forPojo(City.class);
        assertThatThrownBy(() -> read(format, "Bern,7\nRom,many\nOslo,2\n"))
                .hasMessageContaining("row 2 at line 2, column ")
                .hasMessageContaining("\"many\"")
                .hasMessageContaining("withIgnoreParseErrors()");
        assertThat(read(format.withIgnoreParseErrors(), "Bern,7\nRom,many\nOslo,2\n"))
                .containsExactly("Bern 7", "Oslo 2");
    }

    @Test
    void readingGoesOnAfterTheRowsThatWereRead() throws Exception {
        CsvReaderFormat<City> format = CsvReaderFormat.forPojo(City.class);
        Path file = file("Bern,7\nRom,3\nOslo,2\n");
        StreamFormat.Reader<City> reader = format.open(file.getFileSystem().open(file), 0, 100);
        reader.read();
        reader.read();
        assertThat(reader.describePosition()).isEqualTo("row 2");
        assertThat(reader.position()).isEqualTo(1);
        reader.close();
        StreamFormat.Reader<City> rest = format.open(file.getFileSystem().open(file), reader.nextPosition(), 100);
        assertThat(rest.read()).hasToString("Oslo 2");
        assertThat(rest.read()).isNull();
    }

    private Path file(String text) throws IOException {
        Files.writeString(folder.resolve("in.csv"), text);
        return new Path(folder.resolve("in.csv").toString());
    }

    private List<String> read(CsvReaderFormat<City> format, String text) throws IOException {
        Path file = file(text);
        List<String> rows = new ArrayList<>();
        try (StreamFormat.Reader<City> reader = format.open(file.getFileSystem().open(file), 0, text.length())) {
            for (City city = reader.read(); city != null; city = reader.read()) {
                rows.add(city.toString());
            }
        }
        return rows;
    }

    /** A row. */
    public static final class City {
        public String name = "";
        public int people;

        @Override
        public String toString() {
            return name + " " + people;
        }
    }
}

package io.yarnflink.connectors.csv;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.yarnflink.api.fs.FSDataInputStream;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.connectors.files.StreamFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads files of comma-separated values, one record a row; quoted fields may hold line ends. */
public final class CsvReaderFormat<T> implements StreamFormat<T> {
    private final Columns columns;
    private final TypeInformation<T> typeInformation;
    private final boolean ignoreParseErrors;

    /** Says how columns become fields. */
    private interface Columns extends Serializable {
        CsvSchema of(CsvMapper mapper);
    }

    private CsvReaderFormat(Columns columns, TypeInformation<T> typeInformation, boolean ignoreParseErrors) {
        this.columns = columns;
        this.typeInformation = typeInformation;
        this.ignoreParseErrors = ignoreParseErrors;
    }

    /** Columns are the fields of a class, by name in the alphabet's order, or as its {@code @JsonPropertyOrder} has it. */
    public static <T> CsvReaderFormat<T> forPojo(Class<T> pojoType) {
        Objects.requireNonNull(pojoType, "class is null");
        return new CsvReaderFormat<>(mapper -> mapper.schemaFor(pojoType), TypeInformation.of(pojoType), false);
    }

    /** Columns are as the schema has them: separator, quotes, header, order. */
    public static <T> CsvReaderFormat<T> forSchema(CsvSchema schema, TypeInformation<T> typeInformation) {
        Objects.requireNonNull(schema, "schema is null");
        return new CsvReaderFormat<>(mapper -> schema, Objects.requireNonNull(typeInformation, "type is null"), false);
    }

    /** Passes over rows that cannot be read, which fail the job otherwise. */
    public CsvReaderFormat<T> withIgnoreParseErrors() {
        return new CsvReaderFormat<>(columns, typeInformation, true);
    }

    /** A line end may be part of a field, so that only the beginning of a file tells where its rows begin. */
    @Override
    public boolean isSplittable() {
        return false;
    }

    @Override
    public Reader<T> open(FSDataInputStream file, long start, long end) throws IOException {
        return open(file, start);
    }

    /** {@code start} counts rows. */
    @Override
    public Reader<T> open(InputStream decompressed, long start) throws IOException {
        CsvMapper mapper = new CsvMapper();
        MappingIterator<T> rows = mapper.readerFor(typeInformation.getTypeClass())
                .with(columns.of(mapper))
                .readValues(decompressed);
        Rows<T> reader = new Rows<>(rows, typeInformation, ignoreParseErrors);
        while (reader.nextPosition() < start && reader.read() != null) {}
        return reader;
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return typeInformation;
    }

    /** Reads one file; positions count its rows. */
    private static final class Rows<T> implements Reader<T> {
        private final MappingIterator<T> rows;
        private final TypeInformation<T> type;
        private final boolean ignoreParseErrors;
        private long read;

        Rows(MappingIterator<T> rows, TypeInformation<T> type, boolean ignoreParseErrors) {
            this.rows = rows;
            this.type = type;
            this.ignoreParseErrors = ignoreParseErrors;
        }

        @Override
        public @Nullable T read() throws IOException {
            while (true) {
                try {
                    if (!rows.hasNextValue()) {
                        return null;
                    }
                    T record = rows.nextValue();
                    read++;
                    return record;
                } catch (JsonProcessingException e) {
                    read++;
                    if (!ignoreParseErrors) {
                        throw named(e);
                    }
                }
            }
        }

        private IOException named(JsonProcessingException failure) {
            JsonLocation location = failure.getLocation();
            return new IOException(
                    "row " + read + " at line " + location.getLineNr() + ", column " + location.getColumnNr()
                            + " cannot be read as " + type + ": " + failure.getOriginalMessage()
                            + ". Mend the file, or pass over such rows with withIgnoreParseErrors()",
                    failure);
        }

        @Override
        public long position() {
            return Math.max(0, read - 1);
        }

        @Override
        public String describePosition() {
            return "row " + Math.max(1, read);
        }

        @Override
        public long nextPosition() {
            return read;
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }
}

package io.yarnflink.examples.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** The examples' data, read without the engine. */
public final class DataFile {
    private DataFile() {}

    public static <T> List<T> records(String name, Function<String, T> parser) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Objects.requireNonNull(DataFile.class.getResourceAsStream("/data/" + name), name)),
                StandardCharsets.UTF_8))) {
            return lines.lines().map(parser).toList();
        }
    }
}

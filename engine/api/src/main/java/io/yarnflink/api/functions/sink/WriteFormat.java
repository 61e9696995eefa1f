package io.yarnflink.api.functions.sink;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** How {@link WriteSinkFunction} writes records into a file. */
public abstract class WriteFormat<IN> implements Serializable {
    /** Adds the records to the file at {@code path}. */
    @SuppressWarnings("NonApiType") // As the users of this API know it.
    protected abstract void write(String path, ArrayList<IN> tupleList);

    static void append(String path, List<String> lines) {
        try {
            Files.write(Path.of(path), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the file " + path + ": " + e, e);
        }
    }
}

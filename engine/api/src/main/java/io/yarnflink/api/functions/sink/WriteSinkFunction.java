package io.yarnflink.api.functions.sink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Objects;

/** Adds records to a local file, each time {@link #updateCondition} says so and at the end. */
public abstract class WriteSinkFunction<IN> implements SinkFunction<IN> {
    protected final String path;
    protected final WriteFormat<IN> format;
    protected ArrayList<IN> tupleList = new ArrayList<>();

    /** Empties the file. */
    protected WriteSinkFunction(String path, WriteFormat<IN> format) {
        this.path = Objects.requireNonNull(path, "path is null");
        this.format = Objects.requireNonNull(format, "format is null");
        cleanFile(path);
    }

    protected void cleanFile(String path) {
        try {
            Files.write(Path.of(path), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the file " + path + ": " + e, e);
        }
    }

    /** Whether the records that have come are to be written now. */
    protected abstract boolean updateCondition();

    /** They are written: forgets them. */
    protected abstract void resetParameters();

    @Override
    public void invoke(IN tuple) {
        tupleList.add(tuple);
        if (updateCondition()) {
            write();
        }
    }

    private void write() {
        format.write(path, tupleList);
        resetParameters();
    }

    @Override
    public void finish() {
        if (!tupleList.isEmpty()) {
            write();
        }
    }
}

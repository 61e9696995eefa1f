package io.yarnflink.api.datastream;

import io.yarnflink.api.connector.sink.Sink;
import io.yarnflink.api.connector.sink.SinkWriter;
import io.yarnflink.api.connector.sink.WriterInitContext;
import io.yarnflink.api.fs.FileSystem;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.functions.TaskInfo;
import io.yarnflink.api.tuple.Tuple;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Objects;

/** Writes one file, or one for each subtask into a folder, which is not visible as a whole before the job ends. */
final class TextSink<T> implements Sink<T> {
    private static final int BUFFER = 64 << 10;

    private final Path path;
    private final FileSystem.WriteMode mode;
    private final Line<T> line;

    /** What is written for a record, with its end. */
    interface Line<T> extends Serializable {
        String of(T record);
    }

    TextSink(String path, FileSystem.WriteMode mode, Line<T> line) {
        Path given = new Path(Objects.requireNonNull(path, "path is null"));
        this.path = given.toUri().getScheme() == null
                ? new Path(java.nio.file.Path.of(given.getPath())
                        .toAbsolutePath()
                        .normalize()
                        .toString())
                : given;
        this.mode = Objects.requireNonNull(mode, "write mode is null");
        this.line = line;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        TaskInfo task = context.getTaskInfo();
        Path file = task.getNumberOfParallelSubtasks() == 1
                ? path
                : new Path(path, String.valueOf(task.getIndexOfThisSubtask() + 1));
        FileSystem fileSystem = file.getFileSystem();
        if (mode == FileSystem.WriteMode.NO_OVERWRITE && fileSystem.exists(file)) {
            throw new FileAlreadyExistsException("the output " + file
                    + " is there already: delete it, or write with FileSystem.WriteMode.OVERWRITE");
        }
        OutputStream stream = new BufferedOutputStream(fileSystem.create(file, mode), BUFFER);
        return new SinkWriter<>() {
            @Override
            public void write(T element, Context ignored) throws IOException {
                stream.write(line.of(element).getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void flush(boolean endOfInput) throws IOException {
                stream.flush();
            }

            @Override
            public void close() throws IOException {
                stream.close();
            }
        };
    }

    /** The fields of a tuple between delimiters; a missing one leaves nothing between them. */
    static <T> Line<T> fields(TypeInformation<T> type, String rowDelimiter, String fieldDelimiter) {
        if (!type.isTupleType()) {
            throw new IllegalArgumentException(
                    "writeAsCsv(...) writes the fields of tuples, but the stream holds " + type + ": map it first");
        }
        return record -> {
            Tuple tuple = (Tuple) record;
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < tuple.getArity(); i++) {
                Object field = tuple.getField(i);
                row.append(i == 0 ? "" : fieldDelimiter).append(field == null ? "" : field);
            }
            return row.append(rowDelimiter).toString();
        };
    }
}

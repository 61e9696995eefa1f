package io.yarnflink.connectors.files;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.connector.sink.SinkWriter;
import io.yarnflink.api.fs.FSDataOutputStream;
import io.yarnflink.api.fs.FileSystem;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.serialization.Encoder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Writes one subtask's part file: under a hidden name first, renamed when complete. */
final class PartFileWriter<IN> implements SinkWriter<IN> {
    private static final int BUFFER = 64 << 10;

    private final FileSystem fileSystem;
    private final Encoder<IN> encoder;
    private final Path hidden;
    private final Path visible;
    private @Nullable FSDataOutputStream file;
    private @Nullable OutputStream buffered;
    private boolean published;

    /** Creates the folder, so that one that cannot be written is found before the first record. */
    PartFileWriter(Path folder, Encoder<IN> encoder, JobID job, int subtask) throws IOException {
        this.encoder = encoder;
        String name = "part-" + job.toHexString().substring(0, 8) + "-" + subtask + "-0";
        hidden = new Path(folder, "." + name + ".inprogress");
        visible = new Path(folder, name);
        try {
            fileSystem = folder.getFileSystem();
            fileSystem.mkdirs(folder);
            open();
        } catch (IOException e) {
            throw new IOException("output folder cannot be written: " + folder + " (" + e.getMessage() + ")", e);
        }
    }

    private OutputStream open() throws IOException {
        file = fileSystem.create(hidden, FileSystem.WriteMode.OVERWRITE);
        buffered = new BufferedOutputStream(file, BUFFER);
        return buffered;
    }

    @Override
    public void write(IN element, Context context) throws IOException {
        encoder.encode(element, buffered == null ? open() : buffered);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
        if (buffered == null || file == null) {
            return;
        }
        buffered.flush();
        if (!endOfInput) {
            file.sync();
            return;
        }
        boolean empty = file.getPos() == 0;
        buffered.close();
        buffered = null;
        if (empty) {
            fileSystem.delete(hidden, false);
        } else {
            fileSystem.renameNoOverwrite(hidden, visible);
        }
        published = true;
    }

    @Override
    public void close() throws IOException {
        if (published) {
            return;
        }
        try {
            if (buffered != null) {
                buffered.close();
            }
        } finally {
            fileSystem.delete(hidden, false);
        }
    }
}

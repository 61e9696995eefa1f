package io.yarnflink.connectors.files;

import io.yarnflink.api.connector.sink.Sink;
import io.yarnflink.api.connector.sink.SinkWriter;
import io.yarnflink.api.connector.sink.WriterInitContext;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.serialization.Encoder;

/**
 * Writes rows into part files of a folder, {@code part-<job>-<subtask>-<n>}. A part file is hidden, its name beginning
 * with a dot, until its subtask has written its last record; a failed job leaves none behind.
 */
public final class FileSink<IN> implements Sink<IN> {
    private final Path folder;
    private final Encoder<IN> encoder;

    private FileSink(Path folder, Encoder<IN> encoder) {
        this.folder = folder;
        this.encoder = encoder;
    }

    /** A path without a scheme is a local folder, seen from the working directory of this program. */
    public static <IN> RowFormatBuilder<IN> forRowFormat(Path folder, Encoder<IN> encoder) {
        return new RowFormatBuilder<>(folder, encoder);
    }

    @Override
    public SinkWriter<IN> createWriter(WriterInitContext context) throws java.io.IOException {
        return new PartFileWriter<>(
                folder, encoder, context.getJobId(), context.getTaskInfo().getIndexOfThisSubtask());
    }

    /** Builds a {@link FileSink} of rows. */
    public static final class RowFormatBuilder<IN> {
        private final Path folder;
        private final Encoder<IN> encoder;

        private RowFormatBuilder(Path folder, Encoder<IN> encoder) {
            this.folder = folder;
            this.encoder = encoder;
        }

        public FileSink<IN> build() {
            return new FileSink<>(LocalPaths.absolute(folder), encoder);
        }
    }
}

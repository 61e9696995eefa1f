package io.yarnflink.connectors.files;

import java.io.IOException;
import java.util.function.Predicate;

/** A part file of a bucket while it is written; one thread. */
final class PartFile<IN, B> implements PartFileInfo<B> {
    private final B bucket;
    private final PartNames names;
    private final long creationTime;
    private final Content<IN> content;
    private long lastUpdateTime;

    /** What goes into a file. */
    interface Content<IN> {
        void write(IN element) throws IOException;

        /** In bytes; of a finished file its whole length. */
        long size() throws IOException;

        /** Makes durable what was written. */
        void sync() throws IOException;

        /** Completes the file and closes it. */
        void finish() throws IOException;

        /** Closes the file, complete or not. */
        void close() throws IOException;
    }

    PartFile(B bucket, PartNames names, Content<IN> content, long now) {
        this.bucket = bucket;
        this.names = names;
        this.content = content;
        creationTime = now;
        lastUpdateTime = now;
    }

    void write(IN element, long now) throws IOException {
        content.write(element);
        lastUpdateTime = now;
    }

    FileSinkCommittable finish() throws IOException {
        content.finish();
        return names.complete(content.size());
    }

    /** It goes on, and this much of it can be read whatever happens. */
    OpenPartFile makeDurable() throws IOException {
        content.sync();
        return new OpenPartFile(names, content.size());
    }

    /** Leaves nothing of it, unless somebody keeps its file. */
    void close(Predicate<PartNames> kept) throws IOException {
        try {
            content.close();
        } finally {
            if (!kept.test(names)) {
                names.pending().getFileSystem().delete(names.pending(), false);
            }
        }
    }

    @Override
    public B getBucketId() {
        return bucket;
    }

    @Override
    public long getCreationTime() {
        return creationTime;
    }

    @Override
    public long getLastUpdateTime() {
        return lastUpdateTime;
    }

    @Override
    public long getSize() throws IOException {
        return content.size();
    }
}

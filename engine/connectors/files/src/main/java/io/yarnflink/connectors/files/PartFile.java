package io.yarnflink.connectors.files;

import java.io.IOException;

/** A part file of a bucket while it is written; one thread. */
final class PartFile<IN> implements PartFileInfo<String> {
    private final String bucket;
    private final FileSinkCommittable names;
    private final long creationTime;
    private final Content<IN> content;
    private long lastUpdateTime;

    /** What goes into a file. */
    interface Content<IN> {
        void write(IN element) throws IOException;

        long size() throws IOException;

        /** Completes the file and closes it. */
        void finish() throws IOException;

        /** Closes the file, complete or not. */
        void close() throws IOException;
    }

    PartFile(String bucket, FileSinkCommittable names, Content<IN> content, long now) {
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
        return names;
    }

    /** Leaves nothing of it. */
    void abandon() throws IOException {
        try {
            content.close();
        } finally {
            names.pending().getFileSystem().delete(names.pending(), false);
        }
    }

    @Override
    public String getBucketId() {
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

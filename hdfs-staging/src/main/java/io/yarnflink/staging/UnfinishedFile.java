package io.yarnflink.staging;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.CannotObtainBlockLengthException;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/**
 * Ends a file whose writer died together with the DataNode that knew its length: only then HDFS can say how long it is. What
 * was flushed stays.
 */
final class UnfinishedFile {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int TRIES = 150;

    private UnfinishedFile() {}

    /** Opens a file; ends it before, where that is needed. */
    static FSDataInputStream open(FileSystem fs, Path file) throws IOException {
        try {
            return fs.open(file);
        } catch (CannotObtainBlockLengthException e) {
            end(fs, file);
            return fs.open(file);
        }
    }

    /** Blocks until HDFS has ended the file, for 30 s at most. */
    private static void end(FileSystem fs, Path file) throws IOException {
        if (!(fs instanceof DistributedFileSystem hdfs)) {
            throw new IOException(file + " is not whole, and " + fs.getScheme() + ": cannot end it");
        }
        boolean closed = hdfs.recoverLease(file);
        for (int i = 0; i < TRIES && !closed; i++) {
            LockSupport.parkNanos(PAUSE.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted while HDFS ends " + file + ", whose writer died");
            }
            closed = hdfs.isFileClosed(file);
        }
        if (!closed) {
            throw new IOException("HDFS has not ended " + file + ", whose writer died, within "
                    + PAUSE.multipliedBy(TRIES).toSeconds() + " s: are its DataNodes back?");
        }
    }
}

package io.yarnflink.testkit.control;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.connector.sink.Committer;
import io.yarnflink.api.connector.sink.CommitterInitContext;
import io.yarnflink.api.connector.sink.JobCleanup;
import io.yarnflink.api.connector.sink.Sink;
import io.yarnflink.api.connector.sink.SupportsCommitter;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import io.yarnflink.connectors.files.SimpleVersionedStringSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Writes down what a JobMaster does with what its tasks prepared; there are no tasks. */
record RecordedSink() implements Sink<String>, SupportsCommitter<String>, JobCleanup {
    static final List<String> COMMITTED = new ArrayList<>();
    static final List<String> DISCARDED = new ArrayList<>();
    static final List<JobID> CLEANED = new ArrayList<>();
    private static boolean broken;
    private static int failed;

    static void reset() {
        COMMITTED.clear();
        DISCARDED.clear();
        CLEANED.clear();
        broken = false;
        failed = 0;
    }

    /** Whether every commit fails from now on. */
    static void breaks(boolean breaks) {
        broken = breaks;
    }

    /** How often commits failed. */
    static int failed() {
        return failed;
    }

    @Override
    public Committer<String> createCommitter(CommitterInitContext context) {
        return new Recorder();
    }

    @Override
    public SimpleVersionedSerializer<String> getCommittableSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }

    @Override
    public void cleanUp(JobID job) {
        CLEANED.add(job);
    }

    private static final class Recorder implements Committer<String> {
        @Override
        public void commit(Collection<CommitRequest<String>> requests) throws IOException {
            if (broken) {
                failed++;
                throw new IOException("no permission");
            }
            requests.forEach(request -> COMMITTED.add(request.getCommittable()));
        }

        @Override
        public void discard(Collection<String> committables) {
            DISCARDED.addAll(committables);
        }

        @Override
        public void close() {}
    }
}

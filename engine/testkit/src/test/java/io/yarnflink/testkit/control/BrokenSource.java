package io.yarnflink.testkit.control;

import io.yarnflink.api.connector.source.Boundedness;
import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.connector.source.SourceSplit;
import io.yarnflink.api.connector.source.SplitEnumerator;
import io.yarnflink.api.connector.source.SplitEnumeratorContext;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source whose enumerator does something wrong as soon as it is made. */
final class BrokenSource implements Source<Long, SourceSplit, Long> {
    private final Fault fault;

    /** What goes wrong. */
    interface Fault extends Serializable {
        void strike(SplitEnumeratorContext<SourceSplit> context) throws IOException;
    }

    BrokenSource(Fault fault) {
        this.fault = fault;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<SourceSplit, Long> createEnumerator(SplitEnumeratorContext<SourceSplit> context)
            throws IOException {
        fault.strike(context);
        return new Idle();
    }

    @Override
    public SplitEnumerator<SourceSplit, Long> restoreEnumerator(
            SplitEnumeratorContext<SourceSplit> context, Long checkpoint) throws IOException {
        return createEnumerator(context);
    }

    @Override
    public SourceReader<Long, SourceSplit> createReader(SourceReaderContext context) {
        throw new IllegalStateException("there are no splits to read");
    }

    @Override
    public SimpleVersionedSerializer<SourceSplit> getSplitSerializer() {
        return new Nothing<>();
    }

    @Override
    public SimpleVersionedSerializer<Long> getEnumeratorCheckpointSerializer() {
        return new Nothing<>();
    }

    /** Hands nothing out. */
    private static final class Idle implements SplitEnumerator<SourceSplit, Long> {
        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {}

        @Override
        public void addSplitsBack(List<SourceSplit> splits, int subtaskId) {}

        @Override
        public void addReader(int subtaskId) {}

        @Override
        public Long snapshotState(long checkpointId) {
            return 0L;
        }

        @Override
        public void close() {}
    }

    /** Serializes what never exists. */
    private static final class Nothing<E> implements SimpleVersionedSerializer<E> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(E object) {
            return new byte[0];
        }

        @Override
        public E deserialize(int version, byte[] serialized) throws IOException {
            throw new IOException("nothing was ever written");
        }
    }
}

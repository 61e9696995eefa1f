package io.yarnflink.testkit.control;

import io.yarnflink.api.connector.source.Boundedness;
import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.connector.source.SourceSplit;
import io.yarnflink.api.connector.source.SplitEnumerator;
import io.yarnflink.api.connector.source.SplitEnumeratorContext;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import java.io.FileNotFoundException;
import java.io.IOException;

/** A source whose input is missing. */
final class BrokenSource implements Source<Long, SourceSplit, Long> {
    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<SourceSplit, Long> createEnumerator(SplitEnumeratorContext<SourceSplit> context)
            throws IOException {
        throw new FileNotFoundException("Input path /missing does not exist");
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

package io.yarnflink.taskmanager.testing;

import io.yarnflink.api.connector.source.Boundedness;
import io.yarnflink.api.connector.source.InputStatus;
import io.yarnflink.api.connector.source.ReaderOutput;
import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.connector.source.SourceOutput;
import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.connector.source.SourceSplit;
import io.yarnflink.api.connector.source.SplitEnumerator;
import io.yarnflink.api.connector.source.SplitEnumeratorContext;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A source whose splits are {@code name=timestamps}, such as {@code a=5 7 9}; it reads one record of each in turn. */
public final class TimedSource implements Source<String, TimedSource.Split, Void> {
    /** What readers were told to pause and to resume; there is one reader in a test. */
    public static final List<String> PAUSES = new ArrayList<>();

    private final boolean splitsPause;

    public TimedSource(boolean splitsPause) {
        this.splitsPause = splitsPause;
    }

    /** Records of one name. */
    public record Split(String splitId, Deque<Long> timestamps) implements SourceSplit {}

    public static byte[] split(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public SourceReader<String, Split> createReader(SourceReaderContext readerContext) {
        return splitsPause ? new PausingReader() : new Reader();
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<Split, Void> createEnumerator(SplitEnumeratorContext<Split> enumContext) {
        throw new AssertionError("enumerators run in the JobMaster");
    }

    @Override
    public SplitEnumerator<Split, Void> restoreEnumerator(SplitEnumeratorContext<Split> enumContext, Void checkpoint) {
        throw new AssertionError("enumerators run in the JobMaster");
    }

    @Override
    public SimpleVersionedSerializer<Split> getSplitSerializer() {
        return new SplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Void> getEnumeratorCheckpointSerializer() {
        throw new AssertionError("enumerators run in the JobMaster");
    }

    private static final class SplitSerializer implements SimpleVersionedSerializer<Split> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Split split) {
            throw new AssertionError("nothing takes snapshots here");
        }

        @Override
        public Split deserialize(int version, byte[] serialized) {
            String text = new String(serialized, StandardCharsets.UTF_8);
            int equals = text.indexOf('=');
            Deque<Long> timestamps = new ArrayDeque<>();
            for (String timestamp : text.substring(equals + 1).split(" ", -1)) {
                timestamps.add(Long.parseLong(timestamp));
            }
            return new Split(text.substring(0, equals), timestamps);
        }
    }

    private static class Reader implements SourceReader<String, Split> {
        final Set<String> paused = new HashSet<>();
        private final Deque<Split> splits = new ArrayDeque<>();
        private CompletableFuture<Void> available = new CompletableFuture<>();

        @Override
        public void start() {}

        @Override
        public InputStatus pollNext(ReaderOutput<String> output) {
            for (int i = 0; i < splits.size(); i++) {
                Split split = splits.removeFirst();
                splits.addLast(split);
                SourceOutput<String> own = output.createOutputForSplit(split.splitId());
                Long timestamp = paused.contains(split.splitId())
                        ? null
                        : split.timestamps().poll();
                if (timestamp != null) {
                    own.collect(split.splitId(), timestamp);
                    return InputStatus.MORE_AVAILABLE;
                }
            }
            available = new CompletableFuture<>();
            return InputStatus.NOTHING_AVAILABLE;
        }

        @Override
        public List<Split> snapshotState(long checkpointId) {
            throw new AssertionError("nothing takes snapshots here");
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return available;
        }

        void wake() {
            available.complete(null);
        }

        @Override
        public void addSplits(List<Split> added) {
            for (Split split : added) {
                Optional<Split> known = splits.stream()
                        .filter(s -> s.splitId().equals(split.splitId()))
                        .findFirst();
                known.ifPresentOrElse(s -> s.timestamps().addAll(split.timestamps()), () -> splits.add(split));
            }
            wake();
        }

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void close() {}
    }

    private static final class PausingReader extends Reader {
        @Override
        public void pauseOrResumeSplits(Collection<String> splitsToPause, Collection<String> splitsToResume) {
            PAUSES.add("pause " + splitsToPause + ", resume " + splitsToResume);
            paused.addAll(splitsToPause);
            paused.removeAll(splitsToResume);
            wake();
        }
    }
}

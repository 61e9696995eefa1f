package io.yarnflink.taskmanager.testing;

import io.yarnflink.api.connector.source.Boundedness;
import io.yarnflink.api.connector.source.InputStatus;
import io.yarnflink.api.connector.source.PositionAware;
import io.yarnflink.api.connector.source.ReaderOutput;
import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.connector.source.SourceSplit;
import io.yarnflink.api.connector.source.SplitEnumerator;
import io.yarnflink.api.connector.source.SplitEnumeratorContext;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A source whose splits are comma-separated records; {@code wait-50} makes the reader wait for 50 ms, {@code 3..7} gives
 * the numbers from 3 to 6.
 */
public final class ListSource implements Source<String, ListSource.Split, Void> {
    /** The records of a split, comma-separated. */
    public record Split(String splitId) implements SourceSplit {}

    public static byte[] split(String records) {
        return records.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public SourceReader<String, Split> createReader(SourceReaderContext readerContext) {
        return new Reader(readerContext);
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
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
            return split(split.splitId());
        }

        @Override
        public Split deserialize(int version, byte[] serialized) {
            if (version != getVersion()) {
                throw new IllegalArgumentException("unknown version " + version);
            }
            return new Split(new String(serialized, StandardCharsets.UTF_8));
        }
    }

    private static final class Reader implements SourceReader<String, Split>, PositionAware {
        private final SourceReaderContext context;
        private final Queue<String> records = new ArrayDeque<>();
        private CompletableFuture<Void> available = new CompletableFuture<>();
        private boolean noMore;
        private @Nullable String last;
        private long next;
        private long end;

        Reader(SourceReaderContext context) {
            this.context = context;
        }

        @Override
        public void start() {
            context.sendSplitRequest();
        }

        @Override
        public InputStatus pollNext(ReaderOutput<String> output) {
            if (next < end) {
                for (int i = 0; i < 256 && next < end; i++) {
                    output.collect(String.valueOf(next++));
                }
                return InputStatus.MORE_AVAILABLE;
            }
            String record = records.poll();
            if (record == null) {
                if (noMore) {
                    return InputStatus.END_OF_INPUT;
                }
                context.sendSplitRequest();
                available = new CompletableFuture<>();
                return InputStatus.NOTHING_AVAILABLE;
            }
            if (record.contains("..")) {
                next = Long.parseLong(record.substring(0, record.indexOf('.')));
                end = Long.parseLong(record.substring(record.lastIndexOf('.') + 1));
                return InputStatus.MORE_AVAILABLE;
            }
            if (record.startsWith("wait-")) {
                available = context.delay(Duration.ofMillis(Long.parseLong(record.substring(5))));
                return InputStatus.NOTHING_AVAILABLE;
            }
            last = record;
            output.collect(record);
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public List<Split> snapshotState(long checkpointId) {
            List<String> left = new ArrayList<>(records);
            if (next < end) {
                left.add(0, next + ".." + end);
            }
            return left.isEmpty() ? List.of() : List.of(new Split(String.join(",", left)));
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return available;
        }

        @Override
        public void addSplits(List<Split> splits) {
            for (Split split : splits) {
                records.addAll(List.of(split.splitId().split(",")));
            }
            available.complete(null);
        }

        @Override
        public void notifyNoMoreSplits() {
            noMore = true;
            available.complete(null);
        }

        @Override
        public String currentPosition() {
            return "record " + last;
        }

        @Override
        public void close() {}
    }
}

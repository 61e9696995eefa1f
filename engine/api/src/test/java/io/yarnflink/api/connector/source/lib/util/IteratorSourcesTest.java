package io.yarnflink.api.connector.source.lib.util;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.NumberSequenceIterator;
import io.yarnflink.api.connector.source.InputStatus;
import io.yarnflink.api.connector.source.ReaderOutput;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.connector.source.SplitEnumeratorContext;
import io.yarnflink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import io.yarnflink.api.connector.source.util.ratelimit.RateLimitedSourceReader;
import io.yarnflink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IteratorSourcesTest {
    private final List<String> calls = new ArrayList<>();

    @Test
    void anEnumeratorHandsOutEachSplitOnceAndTakesBackWhatFailed() throws Exception {
        NumberSequenceSplit first = new NumberSequenceSplit("0", 1, 2);
        NumberSequenceSplit second = new NumberSequenceSplit("1", 3, 4);
        var enumerator = new IteratorSourceEnumerator<>(
                this.<SplitEnumeratorContext<NumberSequenceSplit>>recording(SplitEnumeratorContext.class),
                List.of(first, second));
        enumerator.start();
        enumerator.addReader(7);
        enumerator.handleSplitRequest(7, "host");
        assertThat(enumerator.snapshotState(1)).containsExactly(second);
        enumerator.addSplitsBack(List.of(first), 7);
        enumerator.handleSplitRequest(8, null);
        enumerator.handleSplitRequest(8, null);
        enumerator.handleSplitRequest(8, null);
        enumerator.notifyCheckpointComplete(1);
        enumerator.close();
        assertThat(calls)
                .containsExactly(
                        "assignSplit " + first + " 7",
                        "assignSplit " + second + " 8",
                        "assignSplit " + first + " 8",
                        "signalNoMoreSplits 8");
    }

    @Test
    void aReaderReadsItsSplitsAndKnowsWhatIsLeft() throws Exception {
        var reader = new IteratorSourceReader<Long, NumberSequenceIterator, NumberSequenceSplit>(
                this.<SourceReaderContext>recording(SourceReaderContext.class));
        ReaderOutput<Long> output = recording(ReaderOutput.class);
        reader.start();
        assertThat(calls).containsExactly("sendSplitRequest");
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(reader.isAvailable()).isNotDone();
        reader.addSplits(List.of(new NumberSequenceSplit("0", 5, 6)));
        assertThat(reader.isAvailable()).isDone();
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.MORE_AVAILABLE);
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.MORE_AVAILABLE);
        assertThat(reader.snapshotState(1)).containsExactly(new NumberSequenceSplit("0", 6, 6));
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.MORE_AVAILABLE);
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(reader.snapshotState(2)).isEmpty();
        reader.notifyNoMoreSplits();
        reader.notifyCheckpointComplete(2);
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.END_OF_INPUT);
        reader.close();
        assertThat(calls).containsExactly("sendSplitRequest", "collect 5", "collect 6", "sendSplitRequest");
    }

    @Test
    void aReaderOfItsOwnKindConvertsElementsAndSeesItsSplitsComeAndGo() throws Exception {
        var reader = new Squares(this.<SourceReaderContext>recording(SourceReaderContext.class));
        ReaderOutput<String> output = recording(ReaderOutput.class);
        reader.start();
        reader.addSplits(List.of(new NumberSequenceSplit("0", 2, 3), new NumberSequenceSplit("1", 9, 9)));
        reader.notifyNoMoreSplits();
        while (reader.pollNext(output) != InputStatus.END_OF_INPUT) {
            calls.add("polled");
        }
        assertThat(calls)
                .containsExactly(
                        "sendSplitRequest",
                        "started",
                        "moved to 0 MORE_AVAILABLE",
                        "polled",
                        "collect 4",
                        "polled",
                        "collect 9",
                        "polled",
                        "finished 0",
                        "moved to 1 MORE_AVAILABLE",
                        "polled",
                        "collect 81",
                        "polled",
                        "finished 1",
                        "moved to none END_OF_INPUT");
    }

    /** A reader of a program's own. */
    private final class Squares
            extends IteratorSourceReaderBase<Long, String, NumberSequenceIterator, NumberSequenceSplit> {
        Squares(SourceReaderContext context) {
            super(context);
        }

        @Override
        protected void start(SourceReaderContext context) {
            super.start(context);
            calls.add("started");
        }

        @Override
        protected String convert(Long value) {
            return String.valueOf(value * value);
        }

        @Override
        protected void finishSplit() {
            calls.add("finished " + current());
            super.finishSplit();
        }

        @Override
        protected InputStatus tryMoveToNextSplit() {
            InputStatus status = super.tryMoveToNextSplit();
            calls.add("moved to " + current() + " " + status);
            return status;
        }

        private String current() {
            return currentSplit == null ? "none" : currentSplit.splitId();
        }
    }

    @Test
    void aReaderOfElementsAsTheyAreMayBeRefined() throws Exception {
        var reader =
                new IteratorSourceReader<Long, NumberSequenceIterator, NumberSequenceSplit>(
                        this.<SourceReaderContext>recording(SourceReaderContext.class)) {
                    @Override
                    protected Long convert(Long value) {
                        return super.convert(value) + 100;
                    }
                };
        ReaderOutput<Long> output = recording(ReaderOutput.class);
        reader.addSplits(List.of(new NumberSequenceSplit("0", 2, 2)));
        reader.pollNext(output);
        reader.pollNext(output);
        assertThat(calls).containsExactly("collect 102");
    }

    @Test
    void aLimitedReaderEmitsOneRecordForEachPermit() throws Exception {
        var numbers = new IteratorSourceReader<Long, NumberSequenceIterator, NumberSequenceSplit>(
                this.<SourceReaderContext>recording(SourceReaderContext.class));
        var reader = new RateLimitedSourceReader<>(
                numbers, RateLimiterStrategy.perCheckpoint(1).createRateLimiter(1));
        ReaderOutput<Long> output = recording(ReaderOutput.class);
        reader.start();
        assertThat(reader.isAvailable()).isNotDone();
        reader.addSplits(List.of(new NumberSequenceSplit("0", 5, 6)));
        assertThat(reader.isAvailable()).isDone();
        assertThat(reader.pollNext(output)).as("the split is opened").isEqualTo(InputStatus.MORE_AVAILABLE);
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(reader.isAvailable()).isNotDone();
        reader.notifyCheckpointComplete(1);
        assertThat(reader.isAvailable()).isDone();
        reader.pollNext(output);
        assertThat(reader.snapshotState(1)).containsExactly(new NumberSequenceSplit("0", 6, 6));
        reader.notifyNoMoreSplits();
        reader.close();
        assertThat(calls).containsExactly("sendSplitRequest", "collect 5");
    }

    @Test
    void aSplitKnowsItsRange() {
        NumberSequenceSplit split = new NumberSequenceSplit("3", 5, 9);
        assertThat(split.splitId() + split.from() + split.to()).isEqualTo("359");
        NumberSequenceIterator iterator = split.getIterator();
        iterator.next();
        assertThat(split.getUpdatedSplitForIterator(iterator)).isEqualTo(new NumberSequenceSplit("3", 6, 9));
        IteratorSourceSplit<Long, NumberSequenceIterator> general = split;
        assertThat(general.getUpdatedSplitForIterator(general.getIterator())).isEqualTo(split);
    }

    /** An interface's calls as words. */
    @SuppressWarnings("unchecked")
    private <T> T recording(Class<?> type) {
        return (T) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            StringBuilder call = new StringBuilder(method.getName());
            for (Object arg : args == null ? new Object[0] : args) {
                call.append(' ').append(arg);
            }
            calls.add(call.toString());
            return null;
        });
    }
}

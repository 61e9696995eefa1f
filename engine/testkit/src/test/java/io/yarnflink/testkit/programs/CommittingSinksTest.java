package io.yarnflink.testkit.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.connector.sink.Committer;
import io.yarnflink.api.connector.sink.CommitterInitContext;
import io.yarnflink.api.connector.sink.CommittingSinkWriter;
import io.yarnflink.api.connector.sink.Sink;
import io.yarnflink.api.connector.sink.SinkWriter;
import io.yarnflink.api.connector.sink.TwoPhaseCommittingSink;
import io.yarnflink.api.connector.sink.WriterInitContext;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.sink.DiscardingSink;
import io.yarnflink.api.functions.source.SourceFunction;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import io.yarnflink.api.metrics.OperatorMetrics;
import io.yarnflink.api.metrics.SinkCommitterMetricGroup;
import io.yarnflink.api.operators.MailboxExecutor;
import io.yarnflink.connectors.files.SimpleVersionedStringSerializer;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommittingSinksTest {
    private static final Queue<String> COMMITTED = new ConcurrentLinkedQueue<>();
    private static final Queue<String> DISCARDED = new ConcurrentLinkedQueue<>();
    private static final Queue<String> HEARD = new ConcurrentLinkedQueue<>();
    private static final Queue<SinkCommitterMetricGroup> METRICS = new ConcurrentLinkedQueue<>();

    private final StreamExecutionEnvironment env =
            StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(2);

    @BeforeEach
    void forget() {
        COMMITTED.clear();
        DISCARDED.clear();
        HEARD.clear();
        METRICS.clear();
    }

    @Test
    void whatSinksPreparedIsCommittedOnceAtTheEndInOnePlace() throws Exception {
        env.fromSequence(1, 100).map(String::valueOf).sinkTo(new TestSink(request -> {}));
        env.fromData("other").sinkTo(new TestSink(request -> {}));
        env.execute();
        assertThat(COMMITTED).hasSize(101).contains("1", "100", "other").doesNotHaveDuplicates();
        assertThat(HEARD).containsOnlyOnce("closed committer of 100").containsOnlyOnce("closed committer of 1");
        assertThat(DISCARDED).isEmpty();
    }

    @Test
    void aCommitterMayAskForMoreTimeOrDropWhatItKnowsToBeLost() throws Exception {
        env.fromData("again", "changed", "lost", "old", "fine").sinkTo(new TestSink(request -> {
            String text = request.getCommittable();
            HEARD.add(text + " " + request.getNumberOfRetries());
            switch (text) {
                case "again" -> {
                    if (request.getNumberOfRetries() == 0) {
                        request.retryLater();
                    }
                }
                case "changed" -> request.updateAndRetryLater("new");
                case "lost" -> request.signalFailedWithKnownReason(new IOException("expired"));
                case "old" -> request.signalAlreadyCommitted();
                default -> {}
            }
        }));
        env.execute();
        assertThat(HEARD)
                .contains("again 0", "again 1", "changed 0", "new 1", "lost 0", "old 0", "fine 0")
                .doesNotContain("lost 1", "old 1", "fine 1");
        SinkCommitterMetricGroup metrics = METRICS.element();
        assertThat(metrics.getNumCommittablesTotalCounter().getCount()).isEqualTo(5);
        assertThat(metrics.getNumCommittablesSuccessCounter().getCount()).isEqualTo(3);
        assertThat(metrics.getNumCommittablesRetryCounter().getCount()).isEqualTo(2);
        assertThat(metrics.getNumCommittablesFailureCounter().getCount()).isEqualTo(1);
        assertThat(metrics.getNumCommittablesAlreadyCommittedCounter().getCount())
                .isEqualTo(1);
        assertThat(((OperatorMetrics) metrics).find("pendingCommittables").orElseThrow())
                .as("the engine's gauge stays")
                .extracting("value")
                .isEqualTo(0);
    }

    @Test
    void aFailingCommitFailsTheJobWithTheSinksName() {
        env.fromData("a")
                .sinkTo(new TestSink(request -> {
                    throw new IOException("no space");
                }))
                .name("files");
        assertThatThrownBy(env::execute).hasMessageContaining("Sink: files (committer): java.io.IOException: no space");
        env.fromData("a")
                .sinkTo(new TestSink(request -> request.signalFailedWithUnknownReason(new IOException("odd"))));
        assertThatThrownBy(env::execute).hasMessageContaining("a cannot be committed: java.io.IOException: odd");
    }

    @Test
    void aFailingJobCommitsNothingAndLetsGoOfWhatWasPrepared() {
        env.fromData("a", "b").sinkTo(new TestSink(request -> {})).setParallelism(1);
        env.addSource(new FailsOnceOthersPrepared())
                .addSink(new DiscardingSink<>())
                .setParallelism(1);
        assertThatThrownBy(env::execute).hasMessageContaining("fails after the others");
        assertThat(COMMITTED).isEmpty();
        assertThat(DISCARDED).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void olderSinksMustSayHowTheyCommit() throws Exception {
        TwoPhaseCommittingSink<String, String> sink = new TestSink(request -> {}) {
            @Override
            public Committer<String> createCommitter(CommitterInitContext context) throws IOException {
                return createCommitter();
            }
        };
        env.fromData("a").sinkTo(sink);
        assertThatThrownBy(env::execute).hasMessageContaining("must override createCommitter");
    }

    @Test
    void aWriterWaitsForTheAnswersOfItsSystemOnItsOwnThread() throws Exception {
        env.fromSequence(1, 200).map(String::valueOf).sinkTo(new AnsweredSink());
        env.execute();
        assertThat(HEARD).hasSize(200).contains("answered 1", "answered 200").doesNotHaveDuplicates();
    }

    /** Sends each record from another thread, at most three at once, as writers for remote systems do. */
    private static final class AnsweredSink implements Sink<String> {
        @Override
        public SinkWriter<String> createWriter(WriterInitContext context) {
            return new AnsweredWriter(context.getMailboxExecutor());
        }
    }

    private static final class AnsweredWriter implements SinkWriter<String> {
        private final MailboxExecutor mailbox;
        private final Thread owner = Thread.currentThread();
        private final Set<String> open = new HashSet<>();

        AnsweredWriter(MailboxExecutor mailbox) {
            this.mailbox = mailbox;
        }

        @Override
        public void write(String element, Context context) throws InterruptedException {
            while (open.size() >= 3) {
                mailbox.yield();
            }
            open.add(element);
            CompletableFuture.runAsync(() -> mailbox.execute(() -> answered(element), "answer to %s", element));
        }

        private void answered(String element) {
            assertThat(Thread.currentThread()).isSameAs(owner);
            assertThat(open.remove(element)).isTrue();
            HEARD.add("answered " + element);
        }

        @Override
        public void flush(boolean endOfInput) throws InterruptedException {
            while (!open.isEmpty()) {
                mailbox.yield();
            }
        }

        @Override
        public void close() {}
    }

    /** What becomes of one request. */
    private interface Commit extends Serializable {
        void of(Committer.CommitRequest<String> request) throws IOException;
    }

    private static class TestSink implements TwoPhaseCommittingSink<String, String> {
        private final Commit commit;

        TestSink(Commit commit) {
            this.commit = commit;
        }

        @Override
        public SinkWriter<String> createWriter(WriterInitContext context) {
            return new TestWriter();
        }

        @Override
        public Committer<String> createCommitter(CommitterInitContext context) throws IOException {
            assertThat(context.getTaskInfo().getNumberOfParallelSubtasks()).isEqualTo(1);
            assertThat(context.getJobInfo().getJobName()).isNotEmpty();
            assertThat(context.getJobId()).isEqualTo(context.getJobInfo().getJobId());
            METRICS.add(context.metricGroup());
            context.metricGroup().setCurrentPendingCommittablesGauge(() -> -1);
            return new TestCommitter(commit);
        }

        @Override
        public SimpleVersionedSerializer<String> getCommittableSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }

    private static final class TestCommitter implements Committer<String> {
        private final Commit commit;
        private int requests;

        TestCommitter(Commit commit) {
            this.commit = commit;
        }

        @Override
        public void commit(Collection<CommitRequest<String>> committables) throws IOException {
            requests = committables.size();
            for (CommitRequest<String> request : committables) {
                commit.of(request);
                COMMITTED.add(request.getCommittable());
            }
        }

        @Override
        public void discard(Collection<String> committables) {
            DISCARDED.addAll(committables);
        }

        @Override
        public void close() {
            HEARD.add("closed committer of " + requests);
        }
    }

    private static final class TestWriter implements CommittingSinkWriter<String, String> {
        private final List<String> written = new ArrayList<>();

        @Override
        public void write(String element, Context context) {
            written.add(element);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public Collection<String> prepareCommit() {
            return List.copyOf(written);
        }

        @Override
        public void close() {
            if (!written.isEmpty()) {
                HEARD.add("prepared");
            }
        }
    }

    private static final class FailsOnceOthersPrepared implements SourceFunction<String> {
        private volatile boolean cancelled;

        @Override
        public void run(SourceContext<String> ctx) {
            while (!HEARD.contains("prepared") && !cancelled) {
                Thread.onSpinWait();
            }
            throw new IllegalStateException("fails after the others");
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}

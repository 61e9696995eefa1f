package io.yarnflink.taskmanager.operators.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.connector.sink.Sink;
import io.yarnflink.api.connector.sink.SinkWriter;
import io.yarnflink.api.connector.sink.WriterInitContext;
import io.yarnflink.api.functions.ThrowingRunnable;
import io.yarnflink.api.metrics.Counter;
import io.yarnflink.api.metrics.OperatorMetrics;
import io.yarnflink.api.metrics.SimpleCounter;
import io.yarnflink.api.metrics.SinkWriterMetricGroup;
import io.yarnflink.api.operators.MailboxExecutor;
import io.yarnflink.api.operators.MailboxExecutor.MailOptions;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.operators.ProcessingTimeService;
import io.yarnflink.api.serialization.SerializationSchema;
import io.yarnflink.api.serialization.SimpleStringSchema;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.taskmanager.task.Progress;
import io.yarnflink.taskmanager.testing.ChainHarness;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WriterContextTest {
    private static final List<String> HEARD = new ArrayList<>();
    private static final List<Sink.InitContext> CONTEXTS = new ArrayList<>();
    private static final List<WriterInitContext> NEWER = new ArrayList<>();

    private final ChainHarness harness = new ChainHarness();

    @BeforeEach
    void forget() {
        HEARD.clear();
        CONTEXTS.clear();
        NEWER.clear();
    }

    @Test
    void aWriterOfReleaseOneKnowsItsTask() throws Exception {
        Sink.InitContext context = open();
        assertThat(context).isInstanceOf(Sink.InitContextWrapper.class);
        assertThat(context.getJobId()).isEqualTo(context.getJobInfo().getJobId());
        assertThat(context.getJobInfo().getJobName()).isNotEmpty();
        assertThat(context.getSubtaskId()).isZero();
        assertThat(context.getNumberOfParallelSubtasks()).isEqualTo(1);
        assertThat(context.getAttemptNumber()).isEqualTo(context.getTaskInfo().getAttemptNumber());
        assertThat(context.getRestoredCheckpointId()).isEmpty();
        assertThat(context.isObjectReuseEnabled()).isFalse();
        assertThat(context.metadataConsumer()).as("nobody wants to hear").isEmpty();
        assertThat(context.<String>createInputSerializer().copy("a")).isEqualTo("a");
        assertThat(context.getUserCodeClassLoader()
                        .asClassLoader()
                        .loadClass(getClass().getName()))
                .isEqualTo(getClass());
        assertThat(context.asSerializationSchemaInitializationContext()
                        .getUserCodeClassLoader()
                        .asClassLoader())
                .isSameAs(context.getUserCodeClassLoader().asClassLoader());
        assertThat(context.asSerializationSchemaInitializationContext().getMetricGroup())
                .isSameAs(context.metricGroup());
    }

    @Test
    void theWrapperOfAContextAnswersAsTheContextDoes() {
        run(new OfReleaseTwo());
        WriterInitContext context = NEWER.get(0);
        Sink.InitContextWrapper again = new Sink.InitContextWrapper(context);
        assertThat(again.getJobInfo()).isSameAs(context.getJobInfo());
        assertThat(again.getTaskInfo()).isSameAs(context.getTaskInfo());
        assertThat(again.getJobId()).isEqualTo(context.getJobId());
        assertThat(again.getSubtaskId()).isEqualTo(context.getSubtaskId());
        assertThat(again.getNumberOfParallelSubtasks()).isEqualTo(context.getNumberOfParallelSubtasks());
        assertThat(again.getAttemptNumber()).isEqualTo(context.getAttemptNumber());
        assertThat(again.getRestoredCheckpointId()).isEqualTo(context.getRestoredCheckpointId());
        assertThat(again.getUserCodeClassLoader().asClassLoader())
                .isSameAs(context.getUserCodeClassLoader().asClassLoader());
        assertThat(again.getMailboxExecutor()).isSameAs(context.getMailboxExecutor());
        assertThat(again.getProcessingTimeService()).isSameAs(context.getProcessingTimeService());
        assertThat(again.metricGroup()).isSameAs(context.metricGroup());
        assertThat(again.isObjectReuseEnabled()).isEqualTo(context.isObjectReuseEnabled());
        assertThat(again.<String>createInputSerializer()).isEqualTo(context.createInputSerializer());
        assertThat(again.asSerializationSchemaInitializationContext())
                .isEqualTo(context.asSerializationSchemaInitializationContext());
        assertThat(again.metadataConsumer()).isEmpty();
        assertThat(context.metadataConsumer()).isEmpty();
    }

    @Test
    void aSinkThatOverridesNeitherWayToMakeAWriterIsRefusedByName() {
        run(new WithoutWriter());
        assertThat(harness.listener.failure().getMessage())
                .contains("WithoutWriter must override createWriter(WriterInitContext), and does not");
    }

    @Test
    void aWritersMetricsAreThoseOfItsOperator() {
        SinkWriterMetricGroup metrics = open().metricGroup();
        metrics.getNumRecordsSendCounter().inc(3);
        metrics.getNumRecordsSendCounter().inc();
        metrics.getNumBytesSendCounter().inc(70);
        metrics.getNumRecordsSendErrorsCounter().inc();
        metrics.getNumRecordsOutErrorsCounter().inc();
        metrics.setCurrentSendTimeGauge(() -> 5L);
        var operator = (OperatorMetrics) metrics;
        assertThat(operator.find("numRecordsSend").orElseThrow())
                .isSameAs(metrics.getNumRecordsSendCounter())
                .extracting("count")
                .isEqualTo(4L);
        assertThat(metrics.getNumRecordsSendErrorsCounter().getCount()).isEqualTo(2);
        assertThat(operator.find("numBytesSend")).isPresent();
        assertThat(operator.find("currentSendTime").orElseThrow())
                .extracting("value")
                .isEqualTo(5L);
    }

    @Test
    void aWriterOpensItsSchemaWithWhatItMayUse() throws Exception {
        Sink.InitContext context = open();
        SerializationSchema<String> schema = new Counting();
        schema.open(context.asSerializationSchemaInitializationContext());
        assertThat(schema.serialize("abc")).hasSize(3);
        assertThat(((OperatorMetrics) context.metricGroup()).find("written").orElseThrow())
                .extracting("count")
                .isEqualTo(1L);
    }

    /** Counts what it writes. */
    private static final class Counting extends SimpleStringSchema {
        private transient Counter written = new SimpleCounter();

        @Override
        public void open(SerializationSchema.InitializationContext context) {
            assertThat(context.getUserCodeClassLoader().asClassLoader()).isNotNull();
            written = context.getMetricGroup().counter("written");
        }

        @Override
        public byte[] serialize(String element) {
            written.inc();
            return super.serialize(element);
        }
    }

    @Test
    void mailsRunOnTheTasksThreadBetweenRecordsTheUrgentFirst() {
        MailboxExecutor mailbox = open().getMailboxExecutor();
        harness.lane.wasWoken();
        mailbox.execute(MailOptions.deferrable(), () -> HEARD.add("deferred"), "deferred");
        mailbox.execute(() -> HEARD.add("first"), "first");
        mailbox.execute(() -> HEARD.add("second"), "mail %s", 2);
        mailbox.execute(MailOptions.urgent(), () -> HEARD.add("urgent"), "urgent %s", "now");
        assertThat(harness.lane.wasWoken()).isTrue();
        assertThat(mailbox.shouldInterrupt()).isTrue();
        assertThat(HEARD).isEmpty();
        harness.run();
        assertThat(HEARD).containsExactly("urgent", "first", "second", "deferred");
        assertThat(mailbox.shouldInterrupt()).isFalse();
        assertThat(MailOptions.options().isUrgent()).isFalse();
        assertThat(MailOptions.options().isDeferrable()).isFalse();
        assertThat(MailOptions.deferrable().isDeferrable()).isTrue();
    }

    @Test
    void aWriterMayRunMailsWhileItWaitsForThemAndItsTimersCount() throws Exception {
        Sink.InitContext context = open();
        MailboxExecutor mailbox = context.getMailboxExecutor();
        assertThat(mailbox.tryYield()).isFalse();
        mailbox.execute(MailOptions.deferrable(), () -> HEARD.add("deferred"), "deferred");
        mailbox.execute(() -> HEARD.add("one"), "one");
        mailbox.execute(() -> HEARD.add("two"), "two");
        assertThat(mailbox.tryYield()).isTrue();
        mailbox.yield();
        assertThat(HEARD).containsExactly("one", "two");
        assertThat(mailbox.tryYield()).as("what may be deferred waits").isFalse();
        ProcessingTimeService time = context.getProcessingTimeService();
        time.registerTimer(time.getCurrentProcessingTime() + 5, now -> HEARD.add("timer"));
        harness.clock.advance(Duration.ofMillis(5));
        mailbox.yield();
        assertThat(HEARD).containsExactly("one", "two", "timer");
    }

    @Test
    void whatIsSubmittedTellsItsEndToItsFutureAlone() throws Exception {
        MailboxExecutor mailbox = open().getMailboxExecutor();
        Future<Void> run = mailbox.submit(WriterContextTest::hear, "run");
        Future<Void> done = mailbox.submit(WriterContextTest::hear, "run %s", 2);
        Future<Integer> computed = mailbox.submit(() -> 7, "compute");
        Future<Integer> failed = mailbox.submit(WriterContextTest::fails, "fail %s", 1);
        assertThat(computed).isNotDone();
        harness.run();
        assertThat(run.get()).isNull();
        assertThat(done.get()).isNull();
        assertThat(HEARD).containsExactly("heard", "heard");
        assertThat(computed.get()).isEqualTo(7);
        assertThatThrownBy(failed::get).isInstanceOf(ExecutionException.class).hasRootCauseMessage("no connection");
        assertThat(harness.listener.events()).doesNotContain("FAILED");
    }

    @Test
    void aMailThatFailsFailsTheTaskByItsDescription() {
        MailboxExecutor mailbox = open().getMailboxExecutor();
        mailbox.execute(WriterContextTest::fails, "answer of %s", "server 3");
        harness.run();
        assertThat(harness.listener.failure().getMessage())
                .contains("mail 'answer of server 3' failed: java.io.IOException: no connection");
    }

    @Test
    void noMailIsTakenAfterTheTasksEnd() {
        MailboxExecutor mailbox = open().getMailboxExecutor();
        harness.end();
        assertThat(harness.run()).isEqualTo(Progress.DONE);
        assertThatThrownBy(() -> mailbox.execute(() -> {}, "late"))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("has ended and runs no more mails");
    }

    @Test
    void checkedExceptionsComeOutAsCauses() {
        ThrowingRunnable<IOException> failing = WriterContextTest::fails;
        assertThatThrownBy(() -> ThrowingRunnable.unchecked(failing).run()).hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> ThrowingRunnable.unchecked(() -> {
                            throw new IllegalArgumentException("as it is");
                        })
                        .run())
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void hear() {
        HEARD.add("heard");
    }

    private static int fails() throws IOException {
        throw new IOException("no connection");
    }

    private Sink.InitContext open() {
        run(new OfReleaseOne());
        return CONTEXTS.get(0);
    }

    private void run(Sink<String> sink) {
        harness.reading(Types.STRING, false)
                .add("write", new OperatorDescriptor.Write<>(sink, "sink", Types.STRING), Types.STRING);
        harness.run();
    }

    private static final class WithoutWriter implements Sink<String> {}

    private static final class OfReleaseOne implements Sink<String> {
        @Override
        public SinkWriter<String> createWriter(InitContext context) {
            CONTEXTS.add(context);
            return new NoWriter();
        }
    }

    private static final class OfReleaseTwo implements Sink<String> {
        @Override
        public SinkWriter<String> createWriter(WriterInitContext context) {
            NEWER.add(context);
            return new NoWriter();
        }
    }

    private static final class NoWriter implements SinkWriter<String> {
        @Override
        public void write(String element, Context context) {}

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}

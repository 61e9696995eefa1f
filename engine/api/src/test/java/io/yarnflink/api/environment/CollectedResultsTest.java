package io.yarnflink.api.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.JobExecutionException;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.spi.CollectedRecords;
import io.yarnflink.api.typeinfo.Types;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class CollectedResultsTest {
    private final ScriptedJob job = new ScriptedJob();

    @Test
    void recordsComeInOrderUntilTheLast() {
        job.answering(records(0, false, "a", "b"))
                .answering(records(2, false))
                .answering(records(2, true, "c"))
                .finishedInTheEnd();

        assertThat(all(results())).containsExactly("a", "b", "c");
        assertThat(job.requests()).containsExactly("r from 0", "r from 2", "r from 2");
    }

    @Test
    void recordsThatComeAgainAreHandedOutOnce() {
        job.answering(records(0, false, "a", "b"))
                .answering(records(0, false, "a", "b"))
                .answering(records(1, true, "b", "c"))
                .finished();

        assertThat(all(results())).containsExactly("a", "b", "c");
    }

    @Test
    void lostRecordsAreNotPassedOver() {
        job.answering(records(0, false, "a")).answering(records(5, true, "f"));
        CollectedResults<String> results = results();

        assertThat(results.next()).isEqualTo("a");
        assertThatThrownBy(results::hasNext)
                .hasMessage(
                        "results of job " + ScriptedJob.ID + " are lost: asked from record 1 on, got them from 5 on");
    }

    @Test
    void aFailedJobSurfacesWithItsOwnCause() {
        job.answering(records(0, false, "a")).answering(records(1, true)).failed("map 'x' failed: boom");
        CollectedResults<String> results = results();

        assertThat(results.next()).isEqualTo("a");
        assertThatThrownBy(results::hasNext)
                .isInstanceOf(RuntimeException.class)
                .hasMessage("map 'x' failed: boom")
                .cause()
                .isInstanceOf(JobExecutionException.class);
        assertThat(results.hasNext()).isFalse();
    }

    @Test
    void aFailureAtTheEndWinsOverTheRecordsThatCameWithIt() {
        job.answering(records(0, true, "a")).failed("another branch failed");
        CollectedResults<String> results = results();

        assertThatThrownBy(results::hasNext).hasMessage("another branch failed");
        assertThat(results.hasNext()).isFalse();
    }

    @Test
    void anInterruptEndsTheWaitAtOnce() {
        job.neverAnswering();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> results().hasNext())
                .hasMessageStartingWith("interrupted while waiting for the results");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whyTheJobFailedSaysMoreThanWhyItsResultsCannotBeHad() {
        job.refusing(new IOException("connection refused")).failed("container lost");

        assertThatThrownBy(() -> results().hasNext()).hasMessage("container lost");
    }

    @Test
    void anUnreachableJobIsNamedWithTheOffset() {
        job.answering(records(0, false, "a")).refusing(new IOException("connection refused"));
        CollectedResults<String> results = results();
        results.next();

        assertThatThrownBy(results::hasNext)
                .hasMessage(
                        "cannot fetch the results of job " + ScriptedJob.ID + " from record 1 on: connection refused");
    }

    @Test
    void aFinishedJobWithoutAnEndOfItsResultsIsAnErrorNotALoop() {
        job.answering(records(0, false)).finished();

        assertThatThrownBy(() -> results().hasNext())
                .hasMessageContaining("has finished but its results end at record 0");
    }

    @Test
    void closingBeforeTheEndCancelsTheJob() throws Exception {
        job.answering(records(0, false, "a", "b"));
        CollectedResults<String> results = results();
        results.next();
        results.close();
        results.close();

        assertThat(job.canceled()).isTrue();
        assertThat(results.hasNext()).isFalse();
        assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void closingAfterTheEndCancelsNothing() throws Exception {
        job.answering(records(0, true, "a")).finished();
        CollectedResults<String> results = results();
        all(results);
        results.close();

        assertThat(job.canceled()).isFalse();
    }

    @Test
    void aRecordThatCannotBeDecodedIsAnError() {
        job.answering(new CollectedRecords(0, List.of(new byte[] {5}), true)).finished();

        assertThatThrownBy(() -> results().next()).hasMessageContaining("a result of job " + ScriptedJob.ID);
    }

    private CollectedResults<String> results() {
        return new CollectedResults<>(
                job, "r", Types.STRING.createSerializer(new ExecutionConfig()), Duration.ofMillis(20));
    }

    private static List<String> all(CollectedResults<String> results) {
        List<String> all = new ArrayList<>();
        results.forEachRemaining(all::add);
        return all;
    }

    private static CollectedRecords records(long offset, boolean last, String... records) {
        List<byte[]> serialized = new ArrayList<>();
        for (String record : records) {
            ByteArrayOutputView bytes = new ByteArrayOutputView();
            try {
                Types.STRING.createSerializer(new ExecutionConfig()).serialize(record, bytes);
            } catch (IOException e) {
                throw new AssertionError("writing to memory failed", e);
            }
            serialized.add(bytes.toByteArray());
        }
        return new CollectedRecords(offset, serialized, last);
    }
}

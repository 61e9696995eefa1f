package io.yarnflink.client.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.spi.CollectedRecords;
import io.yarnflink.client.FakePace;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.outcome.JobOutcome;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.transport.protocol.JobReport;
import io.yarnflink.transport.protocol.SavepointReport;
import io.yarnflink.transport.rpc.RpcException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ResultFetchTest {
    private static final byte[] RECORD = {7};

    private final FakePace pace = new FakePace();
    private final CompletableFuture<JobOutcome> outcome = new CompletableFuture<>();
    private final ScriptedControl dispatcher = new ScriptedControl();
    private CompletableFuture<JobControl> control = CompletableFuture.completedFuture(dispatcher);
    private final ResultFetch fetch = new ResultFetch("job-1", () -> control, outcome, pace);

    @Test
    void theLastRecordsAreAcknowledgedUntilTheDispatcherKnows() throws Exception {
        dispatcher.then(answer(3, true)).then(silence()).then(answer(4, true));
        assertThat(fetch.records("r", 3).records()).containsExactly(RECORD);
        assertThat(dispatcher.offsets).containsExactly(3L, 4L, 4L);
    }

    @Test
    void recordsThatArrivedAreNotLostWithTheirAcknowledgement() throws Exception {
        finished();
        dispatcher.then(answer(3, true));
        assertThat(fetch.records("r", 3).records()).containsExactly(RECORD);
        assertThat(Duration.ofNanos(pace.nanos())).isLessThan(Duration.ofSeconds(11));
    }

    @Test
    void aDispatcherOutOfReachIsAskedAgain() throws Exception {
        dispatcher.then(silence()).then(silence()).then(answer(0, false));
        assertThat(fetch.records("r", 0).records()).hasSize(1);
        assertThat(pace.nanos()).isPositive();
    }

    @Test
    void resultsOfAJobThatFinishedWhileItsClientWasCutOffAreStillFetched() throws Exception {
        finished();
        dispatcher.then(silence()).then(silence()).then(answer(0, false));
        assertThat(fetch.records("r", 0).records()).hasSize(1);
    }

    @Test
    void whoComesTooLateForResultsHearsItInBoundedTime() {
        finished();
        assertThatThrownBy(() -> fetch.records("r", 5))
                .isInstanceOf(ClientException.class)
                .hasMessage(
                        "job job-1 ended (FINISHED code=0) before its results from record 5 on were fetched, and they"
                                + " cannot be had any more: connection to node1:4711 lost");
        assertThat(Duration.ofNanos(pace.nanos())).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(62));
    }

    @Test
    void withoutADispatcherAfterTheEndThereIsNothingToWaitFor() {
        finished();
        control = new CompletableFuture<>();
        assertThatThrownBy(() -> fetch.records("r", 5))
                .hasMessageEndingWith("cannot be had any more: its ApplicationMaster has ended; it keeps results for"
                        + " client.heartbeat.timeout after the latest fetch, so take them sooner, or raise it");
        assertThat(pace.nanos()).isZero();
    }

    @Test
    void aRefusalIsFinal() {
        dispatcher.then(CompletableFuture.failedFuture(
                new RpcException(RpcException.Code.REFUSED, "the results are not kept any more")));
        assertThatThrownBy(() -> fetch.records("r", 5))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("not kept any more");
    }

    private void finished() {
        outcome.complete(new JobOutcome("application_1", "job-1", "FINISHED", ExitCode.OK, "", "", Map.of()));
    }

    private static CompletableFuture<CollectedRecords> answer(long offset, boolean last) {
        return CompletableFuture.completedFuture(
                new CollectedRecords(offset, offset == 4 ? List.of() : List.of(RECORD), last));
    }

    private static CompletableFuture<CollectedRecords> silence() {
        return CompletableFuture.failedFuture(
                new RpcException(RpcException.Code.UNREACHABLE, "connection to node1:4711 lost"));
    }

    /** Answers along a script, and falls silent after it. */
    private static final class ScriptedControl implements JobControl {
        private final Deque<CompletableFuture<CollectedRecords>> script = new ArrayDeque<>();
        private final List<Long> offsets = new ArrayList<>();

        ScriptedControl then(CompletableFuture<CollectedRecords> answer) {
            script.add(answer);
            return this;
        }

        @Override
        public CompletableFuture<CollectedRecords> fetch(String resultId, long offset, Duration atMost) {
            offsets.add(offset);
            return script.isEmpty() ? silence() : script.remove();
        }

        @Override
        public CompletableFuture<JobReport> await(String state, Duration atMost) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<JobReport> report() {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<SavepointReport> savepoint(SavepointRequest request, Duration atMost) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<Void> cancel() {
            return new CompletableFuture<>();
        }

        @Override
        public void close() {}
    }
}

package io.yarnflink.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.connector.source.lib.NumberSequenceSource;
import io.yarnflink.jobmanager.leader.LeaderEndpoint;
import io.yarnflink.testkit.simulation.ContainerConditions;
import io.yarnflink.testkit.simulation.NetworkConditions;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.AssignSplits;
import io.yarnflink.transport.protocol.AwaitJob;
import io.yarnflink.transport.protocol.CancelJob;
import io.yarnflink.transport.protocol.CollectedBatch;
import io.yarnflink.transport.protocol.FetchCollected;
import io.yarnflink.transport.protocol.GetJob;
import io.yarnflink.transport.protocol.JobAccepted;
import io.yarnflink.transport.protocol.JobReport;
import io.yarnflink.transport.protocol.OfferCollected;
import io.yarnflink.transport.protocol.ReaderReady;
import io.yarnflink.transport.protocol.RequestSplit;
import io.yarnflink.transport.protocol.SubmitTask;
import io.yarnflink.transport.rpc.RpcException;
import java.io.FileNotFoundException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class SourcesAndResultsTest {
    private static final String ID = Jobs.ID.toString();

    private final ControlPlane plane = new ControlPlane(ContainerConditions.good(), ControlPlane.resources(2));

    @Test
    void everySplitGoesToOneReaderAndThenAllHearThatThereAreNoMore() throws Exception {
        List<SubmitTask> readers = runSource();
        plane.network.setConditions(new NetworkConditions(Duration.ofNanos(50_000), Duration.ofMillis(20), 0.3, 1));
        FakeTaskExecutor executor = plane.living().get(0);
        for (SubmitTask reader : readers) {
            sendUntilAnswered(
                    executor, reader, new ReaderReady(ID, reader.getExecutionId(), 0, reader.getSubtask(), "h1"));
        }
        for (long sequence = 0; toldNoMore(executor) < readers.size(); sequence++) {
            for (SubmitTask reader : readers) {
                sendUntilAnswered(executor, reader, new RequestSplit(ID, reader.getExecutionId(), sequence, "h1"));
            }
            plane.simulation.runFor(Duration.ofSeconds(1));
        }
        Set<ByteBuffer> splits = new HashSet<>();
        int assigned = 0;
        for (AssignSplits message : distinct(executor)) {
            splits.addAll(message.getSplits());
            assigned += message.getSplits().size();
        }
        assertThat(splits).isNotEmpty().hasSize(assigned);
        for (SubmitTask reader : readers) {
            assertThat(distinct(executor).stream()
                            .filter(message -> message.getExecutionId().equals(reader.getExecutionId()))
                            .map(AssignSplits::getSequence))
                    .startsWith(0L)
                    .isSorted();
        }
    }

    @Test
    void aRequestThatIsSentAgainAsksForNoSecondSplit() throws Exception {
        SubmitTask reader = runSource().get(0);
        FakeTaskExecutor executor = plane.living().get(0);
        sendUntilAnswered(executor, reader, new ReaderReady(ID, reader.getExecutionId(), 0, 0, "h1"));
        for (long sequence : new long[] {0, 0, 1, 0, 1}) {
            sendUntilAnswered(executor, reader, new RequestSplit(ID, reader.getExecutionId(), sequence, "h1"));
        }
        plane.simulation.runFor(Duration.ofSeconds(1));
        assertThat(distinct(executor)).hasSize(2);
    }

    @Test
    void aFailingEnumeratorFailsTheJobByTheSourcesName() throws Exception {
        assertThat(causeOf(context -> {
                    throw new FileNotFoundException("Input path /missing does not exist");
                }))
                .isEqualTo("Numbers (split enumerator): java.io.FileNotFoundException: Input path /missing does not"
                        + " exist");
        assertThat(plane.ended.get(0).getCauseKind()).isEqualTo("CONNECTOR");
        plane.untilNothingIsLeft();
    }

    @Test
    void anErrorOfAnEnumeratorFailsTheJobAndNothingElse() throws Exception {
        assertThat(causeOf(context -> {
                    throw new AssertionError("a bug");
                }))
                .isEqualTo("Numbers (split enumerator): java.lang.AssertionError: a bug");
    }

    @Test
    void anErrorOfWhatAnEnumeratorCallsInTheBackgroundReachesItsHandler() throws Exception {
        assertThat(causeOf(context -> context.callAsync(
                        () -> {
                            throw new AssertionError("a bug");
                        },
                        (result, failure) -> {
                            throw new IllegalStateException("handled " + failure.getMessage());
                        })))
                .isEqualTo("Numbers (split enumerator): java.lang.IllegalStateException: handled a bug");
    }

    @Test
    void aSplitForAReaderThatIsNotThereFailsTheJob() throws Exception {
        assertThat(causeOf(context -> context.assignSplit(() -> "s-1", 7)))
                .contains(
                        "IllegalArgumentException: The enumerator gave split s-1 to reader 7, registered are [] of 2");
    }

    @Test
    void theEndOfSplitsForAReaderThatIsNotThereFailsTheJob() throws Exception {
        assertThat(causeOf(context -> context.signalNoMoreSplits(0)))
                .contains("IllegalArgumentException: The enumerator gave the end of the splits to reader 0");
    }

    @Test
    void splitsThatATaskDoesNotTakeFailTheJob() throws Exception {
        SubmitTask reader = runSource().get(0);
        FakeTaskExecutor executor = plane.living().get(0);
        executor.refusesSplits = true;
        sendUntilAnswered(executor, reader, new ReaderReady(ID, reader.getExecutionId(), 0, 0, "h1"));
        sendUntilAnswered(executor, reader, new RequestSplit(ID, reader.getExecutionId(), 0L, "h1"));
        plane.until("ended", () -> !plane.ended.isEmpty());
        assertThat(plane.ended.get(0).getCause())
                .contains("did not take its splits")
                .contains("has no such task");
        plane.untilNothingIsLeft();
    }

    private String causeOf(BrokenSource.Fault fault) throws RpcException {
        plane.ask(Jobs.submission(Jobs.withSource(2, new BrokenSource(fault))), JobAccepted.class);
        plane.until("ended", () -> !plane.ended.isEmpty());
        assertThat(plane.ended.get(0).getState()).isEqualTo("FAILED");
        return plane.ended.get(0).getCause();
    }

    @Test
    void recordsReachTheClientInOrderAndItsTasksWaitForIt() throws Exception {
        FakeTaskExecutor executor = runReadAndCount();
        CompletableFuture<Ack> small = offer(executor, 0, 0, List.of("a", "b"), false);
        plane.until("answered", small::isDone);
        CompletableFuture<Ack> large = offer(executor, 1, 0, List.of("x".repeat(200)), false);
        plane.simulation.runFor(Duration.ofMillis(500));
        assertThat(large).as("100 bytes fit").isNotDone();

        CollectedBatch first = fetch(0);
        assertThat(texts(first)).containsExactly("a", "b", "x".repeat(200));
        assertThat(large).as("not acknowledged").isNotDone();
        CompletableFuture<SpecificRecord> next = plane.askLater(new FetchCollected(ID, "r", 3L, 30_000L));
        plane.until("room", large::isDone);
        CompletableFuture<Ack> end = offer(executor, 1, 1, List.of(), true);
        CompletableFuture<Ack> again = offer(executor, 0, 1, List.of("b", "c"), true);
        plane.until("answered", () -> end.isDone() && again.isDone() && next.isDone());
        CollectedBatch last = (CollectedBatch) next.get();
        assertThat(texts(last)).containsExactly("c");
        assertThat(last.getOffset()).isEqualTo(3);
        assertThat(last.getLast()).isTrue();
    }

    @Test
    void aFinishedJobKeepsItsResultsUntilTheyAreFetched() throws Exception {
        FakeTaskExecutor executor = runReadAndCount();
        offer(executor, 0, 0, List.of("a"), true);
        offer(executor, 1, 0, List.of("b"), true);
        executor.tasks.values().forEach(task -> executor.report(task, "FINISHED"));
        plane.until("ended", () -> !plane.ended.isEmpty());
        plane.simulation.runFor(Duration.ofSeconds(5));
        assertThat(plane.done).isEmpty();
        assertThat(texts(fetch(0))).containsExactly("a", "b");
        plane.simulation.runFor(Duration.ofSeconds(10));
        assertThat(plane.done).isEmpty();
        assertThat(texts(fetch(0))).as("the answer may have been lost").containsExactly("a", "b");
        assertThat(fetch(2).getLast()).isTrue();
        plane.until("done", Duration.ofSeconds(1), () -> !plane.done.isEmpty());
        plane.untilNothingIsLeft();
        assertThatThrownBy(() -> fetch(0)).hasMessageContaining("not kept any more");
    }

    @Test
    void resultsThatNobodyFetchesAreGivenUpAfterAWhile() throws Exception {
        FakeTaskExecutor executor = runReadAndCount();
        offer(executor, 0, 0, List.of("a"), true);
        executor.tasks.values().forEach(task -> executor.report(task, "FINISHED"));
        plane.until("ended", () -> !plane.ended.isEmpty());
        plane.simulation.runFor(Duration.ofSeconds(179));
        assertThat(plane.done).isEmpty();
        plane.until("done", Duration.ofSeconds(2), () -> !plane.done.isEmpty());
    }

    @Test
    void resultsOfAFinishedJobThatItsClientDoesNotWantAreLetGo() throws Exception {
        FakeTaskExecutor executor = runReadAndCount();
        offer(executor, 0, 0, List.of("a"), true);
        executor.tasks.values().forEach(task -> executor.report(task, "FINISHED"));
        plane.until("ended", () -> !plane.ended.isEmpty());
        plane.ask(new CancelJob(ID), Ack.class);
        plane.until("done", Duration.ofSeconds(1), () -> !plane.done.isEmpty());
        assertThat(plane.ended.get(0).getState()).isEqualTo("FINISHED");
        plane.untilNothingIsLeft();
    }

    @Test
    void aClientThatKeepsFetchingIsNotCutOff() throws Exception {
        FakeTaskExecutor executor = runReadAndCount();
        offer(executor, "r", 0, 0, List.of("a", "b"), true);
        offer(executor, "unread", 0, 0, List.of("c"), true);
        executor.tasks.values().forEach(task -> executor.report(task, "FINISHED"));
        plane.until("ended", () -> !plane.ended.isEmpty());
        plane.simulation.runFor(Duration.ofMinutes(2));
        fetch(1);
        plane.simulation.runFor(Duration.ofMinutes(2));
        assertThat(plane.done).isEmpty();
        fetch(1);
        plane.until("done", Duration.ofSeconds(62), () -> !plane.done.isEmpty());
    }

    @Test
    void aJobWhoseResultsNobodyCanFetchAnyMoreFails() throws Exception {
        plane.ask(Jobs.submission(Jobs.collecting(2, 2)), JobAccepted.class);
        untilRunning();
        fetchNothing();
        plane.simulation.runFor(Duration.ofSeconds(179));
        assertThat(plane.ended).isEmpty();
        plane.until("ended", Duration.ofSeconds(5), () -> !plane.ended.isEmpty());
        assertThat(plane.ended.get(0).getState()).isEqualTo("FAILED");
        assertThat(plane.ended.get(0).getCauseKind()).isEqualTo("CLIENT_LOST");
        assertThat(plane.ended.get(0).getCause())
                .startsWith("the client that fetches the results has not been heard for 180 s");
        plane.untilNothingIsLeft();
    }

    @Test
    void aClientThatOnlyWaitsForTheEndIsThere() throws Exception {
        plane.ask(Jobs.submission(Jobs.collecting(2, 2)), JobAccepted.class);
        untilRunning();
        for (int minute = 0; minute < 10; minute++) {
            plane.ask(new AwaitJob(ID, "RUNNING", 50_000L), JobReport.class);
        }
        assertThat(plane.ended).isEmpty();
    }

    @Test
    void aJobThatCollectsNothingNeedsNoClient() throws Exception {
        runReadAndCount();
        plane.simulation.runFor(Duration.ofMinutes(10));
        assertThat(plane.ended).isEmpty();
    }

    @Test
    void whoFetchesFromAFailedJobHearsItsCause() throws Exception {
        FakeTaskExecutor executor = runReadAndCount();
        offer(executor, 0, 0, List.of("a"), true);
        CompletableFuture<SpecificRecord> waiting = plane.askLater(new FetchCollected(ID, "other", 0L, 30_000L));
        executor.fail(executor.tasks.values().iterator().next(), "BadWord", "no", "USER_CODE");
        plane.until("told", waiting::isDone);
        assertThatThrownBy(waiting::get).hasMessageContaining("is FAILED").hasMessageContaining("BadWord: no");
        assertThatThrownBy(() -> fetch(0)).hasMessageContaining("BadWord: no");
    }

    private List<SubmitTask> runSource() throws RpcException {
        plane.ask(Jobs.submission(Jobs.withSource(2, new NumberSequenceSource(1, 100))), JobAccepted.class);
        untilRunning();
        return plane.living().get(0).tasks.values().stream()
                .sorted(Comparator.comparing(SubmitTask::getSubtask))
                .toList();
    }

    private FakeTaskExecutor runReadAndCount() throws RpcException {
        plane.ask(Jobs.submission(Jobs.readAndCount(2, 2)), JobAccepted.class);
        untilRunning();
        return plane.living().get(0);
    }

    private void untilRunning() throws RpcException {
        while (!plane.ask(new GetJob(ID), JobReport.class).getState().equals("RUNNING")) {
            plane.simulation.runFor(Duration.ofMillis(5));
        }
    }

    private void sendUntilAnswered(FakeTaskExecutor executor, SubmitTask task, SpecificRecord message) {
        CompletableFuture<Ack> answer;
        do {
            answer = executor.send(LeaderEndpoint.address(task.getJobMaster()), message, Ack.class);
            plane.until("answered", answer::isDone);
        } while (answer.isCompletedExceptionally());
    }

    private static long toldNoMore(FakeTaskExecutor executor) {
        return executor.assigned.stream()
                .filter(AssignSplits::getNoMore)
                .map(AssignSplits::getExecutionId)
                .distinct()
                .count();
    }

    /** Without what was sent again. */
    private static List<AssignSplits> distinct(FakeTaskExecutor executor) {
        Set<String> seen = new HashSet<>();
        List<AssignSplits> messages = new ArrayList<>();
        for (AssignSplits message : executor.assigned) {
            if (seen.add(message.getExecutionId() + "/" + message.getSequence())) {
                messages.add(message);
            }
        }
        return messages;
    }

    private CompletableFuture<Ack> offer(
            FakeTaskExecutor executor, int subtask, long offset, List<String> records, boolean last) {
        return offer(executor, "r", subtask, offset, records, last);
    }

    private CompletableFuture<Ack> offer(
            FakeTaskExecutor executor, String result, int subtask, long offset, List<String> records, boolean last) {
        SubmitTask task = executor.tasks.values().iterator().next();
        List<ByteBuffer> bytes = records.stream()
                .map(record -> ByteBuffer.wrap(record.getBytes(StandardCharsets.UTF_8)))
                .toList();
        return executor.send(
                LeaderEndpoint.address(task.getJobMaster()),
                new OfferCollected(ID, result, subtask, 2, offset, bytes, last),
                Ack.class);
    }

    private void fetchNothing() throws RpcException {
        assertThat(fetch(0).getRecords()).isEmpty();
    }

    private CollectedBatch fetch(long offset) throws RpcException {
        return plane.ask(new FetchCollected(ID, "r", offset, 1_000L), CollectedBatch.class);
    }

    private static List<String> texts(CollectedBatch batch) {
        return batch.getRecords().stream()
                .map(record -> StandardCharsets.UTF_8.decode(record.duplicate()).toString())
                .toList();
    }
}

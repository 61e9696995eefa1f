package io.yarnflink.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.jobmanager.leader.LeaderEndpoint;
import io.yarnflink.testkit.simulation.ContainerConditions;
import io.yarnflink.testkit.simulation.NetworkConditions;
import io.yarnflink.transport.events.LifecycleStep;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.AwaitJob;
import io.yarnflink.transport.protocol.CancelJob;
import io.yarnflink.transport.protocol.GetJob;
import io.yarnflink.transport.protocol.Heartbeat;
import io.yarnflink.transport.protocol.JobAccepted;
import io.yarnflink.transport.protocol.JobReport;
import io.yarnflink.transport.protocol.JobReports;
import io.yarnflink.transport.protocol.ListJobs;
import io.yarnflink.transport.protocol.OfferSlots;
import io.yarnflink.transport.protocol.SlotOffer;
import io.yarnflink.transport.protocol.SlotsAccepted;
import io.yarnflink.transport.protocol.SubmitJob;
import io.yarnflink.transport.protocol.SubmitTask;
import io.yarnflink.transport.protocol.TaskCounters;
import io.yarnflink.transport.protocol.TaskManagerLost;
import io.yarnflink.transport.protocol.TaskStateChanged;
import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.RpcException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobMasterTest {
    private static final String ID = Jobs.ID.toString();

    private final ControlPlane plane = new ControlPlane(ContainerConditions.good(), ControlPlane.resources(2));

    @Test
    void aJobRunsFromSubmissionToItsEndAndLeavesNothingBehind() throws Exception {
        submit(2, 4);
        untilState("RUNNING");
        assertThat(plane.containers.granted()).isEqualTo(2);
        assertThat(plane.living())
                .allSatisfy(executor -> assertThat(executor.tasks).hasSize(3));
        finishAll();
        untilState("FINISHED");
        plane.untilNothingIsLeft();
        assertThat(plane.ended).hasSize(1);
        JobReport report = plane.ask(new GetJob(ID), JobReport.class);
        assertThat(report.getCause()).isEmpty();
        assertThat(report.getVertices().get(1).getStates()).containsEntry("FINISHED", 4);
        assertThat(report.getVertices().get(1).getCounters().getRecordsIn()).isEqualTo(12);
        assertThat(report.getFirstRecordAt()).isEqualTo(5);
    }

    @Test
    void theStepsOfAJobComeInTheirOrder() throws Exception {
        submit(2, 2);
        untilState("RUNNING");
        finishAll();
        untilState("FINISHED");
        plane.untilNothingIsLeft();
        assertThat(plane.steps())
                .containsExactly(
                        LifecycleStep.JM_STARTED,
                        LifecycleStep.SLOTS_REQUESTED,
                        LifecycleStep.CONTAINERS_REQUESTED,
                        LifecycleStep.CONTAINER_STARTED,
                        LifecycleStep.TM_STARTED,
                        LifecycleStep.TM_REGISTERED,
                        LifecycleStep.SLOTS_OFFERED,
                        LifecycleStep.TASKS_DEPLOYED,
                        LifecycleStep.JOB_RUNNING,
                        LifecycleStep.FIRST_RECORD,
                        LifecycleStep.JOB_FINISHED);
    }

    @Test
    void whatFinishedTasksHaveForTheirProgramComesWithTheJobsEndAndInNoList() throws Exception {
        submit(1, 1);
        untilState("RUNNING");
        plane.living().forEach(executor -> executor.accumulators = new byte[] {7, 8});
        finishAll();
        untilState("FINISHED");
        assertThat(plane.ask(new AwaitJob(ID, "", 0L), JobReport.class).getAccumulators())
                .containsExactly(ByteBuffer.wrap(new byte[] {7, 8}), ByteBuffer.wrap(new byte[] {7, 8}));
        JobReport listed = plane.ask(new ListJobs(), JobReports.class).getJobs().get(0);
        assertThat(listed.getAccumulators()).isEmpty();
    }

    @Test
    void accumulatorsThatDoNotFitIntoAMessageFailTheJob() throws Exception {
        submit(1, 2);
        untilState("RUNNING");
        plane.living().forEach(executor -> executor.accumulators = new byte[3 << 20]);
        finishAll();
        untilState("FAILED");
        assertThat(plane.ended.get(0).getCause())
                .startsWith("The accumulators of the job's tasks take 9437184 bytes with those of ")
                .contains("they may take 8388608");
        assertThat(plane.ended.get(0).getAccumulators()).isEmpty();
    }

    @Test
    void theFirstCauseWinsAndIsOneLineThatSaysWhatAndWhere() throws Exception {
        submit(2, 2);
        untilState("RUNNING");
        List<SubmitTask> tasks = tasksOf("Count");
        FakeTaskExecutor executor = plane.living().get(0);
        executor.fail(tasks.get(1), "java.lang.IllegalStateException", "bad\n word", "USER_CODE");
        executor.fail(tasks.get(0), "java.lang.NullPointerException", "later", "USER_CODE");
        untilState("FAILED");
        plane.untilNothingIsLeft();
        JobReport report = plane.ended.get(0);
        assertThat(report.getCause())
                .isEqualTo("Count (subtask 2/2) at WordCount.java:41: java.lang.IllegalStateException: bad word"
                        + " [container_001, h2]");
        assertThat(report.getCauseKind()).isEqualTo("USER_CODE");
        assertThat(report.getDetail()).contains("\tat WordCount.java:41");
    }

    @Test
    void aBrokenChannelIsBlamedOnTheTaskManagerThatDied() throws Exception {
        submit(1, 4);
        untilState("RUNNING");
        FakeTaskExecutor dead = plane.living().get(0);
        FakeTaskExecutor survivor = plane.living().get(1);
        SubmitTask task = survivor.tasks.values().iterator().next();
        dead.process().die();
        survivor.fail(task, "ChannelException", "channel to Read (1/1) broke", "CHANNEL");
        untilState("FAILED");
        plane.untilNothingIsLeft();
        assertThat(plane.ended.get(0).getCause()).startsWith("TaskManager " + dead.id() + " on h2 was lost: ");
        assertThat(plane.ended.get(0).getCauseKind()).isEqualTo("TASK_MANAGER_LOST");
    }

    @Test
    void aChannelThatBreaksBetweenLivingTaskManagersIsTheCause() throws Exception {
        submit(1, 4);
        untilState("RUNNING");
        FakeTaskExecutor executor = plane.living().get(0);
        executor.fail(executor.tasks.values().iterator().next(), "ChannelException", "reset", "CHANNEL");
        untilState("FAILED");
        assertThat(plane.ended.get(0).getCauseKind()).isEqualTo("CHANNEL");
    }

    @Test
    void aTaskManagerLostBeforeDeploymentIsReplaced() throws Exception {
        plane.containers.limit(1);
        submit(1, 4);
        plane.until("two slots", () -> held() == 2);
        plane.living().get(0).process().die();
        plane.simulation.runFor(Duration.ofSeconds(5));
        plane.containers.limit(2);
        plane.containers.want(2);
        untilState("RUNNING");
        finishAll();
        untilState("FINISHED");
        plane.untilNothingIsLeft();
    }

    @Test
    void aTaskManagerThatVanishesWithItsHostBeforeDeploymentIsReplacedOnce() throws Exception {
        plane.containers.limit(1);
        submit(1, 4);
        plane.until("two slots", () -> held() == 2);
        plane.living().get(0).process().vanish();
        plane.simulation.runFor(Duration.ofSeconds(20));
        plane.containers.limit(2);
        plane.containers.want(2);
        untilState("RUNNING");
        plane.simulation.runFor(Duration.ofSeconds(30));
        assertThat(plane.containers.granted()).isEqualTo(3);
        assertThat(plane.containers.running()).hasSize(2).doesNotContain("container_001");
        finishAll();
        untilState("FINISHED");
        plane.untilNothingIsLeft();
    }

    @Test
    void slotsOfATaskManagerThatOnlyTheJobMasterLostAreGivenAgain() throws Exception {
        plane.containers.limit(1);
        submit(1, 4);
        plane.until("two slots", () -> slotsHeld() == 2);
        plane.rpc.neverAnswered(request ->
                request instanceof Heartbeat heartbeat && heartbeat.getFrom().startsWith("jobmaster"));
        plane.until("loss", Duration.ofSeconds(20), () -> slotsHeld() == 0);
        plane.rpc.neverAnswered(request -> false);
        plane.until("slots", Duration.ofSeconds(10), () -> slotsHeld() == 2);
        plane.containers.limit(2);
        plane.containers.want(1);
        untilState("RUNNING");
        assertThat(plane.containers.granted()).isEqualTo(2);
        finishAll();
        untilState("FINISHED");
        plane.untilNothingIsLeft();
    }

    @Test
    void whatATaskManagerOffersThatIsGivenUpIsNotTaken() throws Exception {
        plane.containers.limit(1);
        submit(1, 4);
        plane.until("two slots", () -> slotsHeld() == 2);
        FakeTaskExecutor executor = plane.living().get(0);
        Address jobMaster = plane.rpc.addressOf("jobmaster-" + ID);
        executor.send(jobMaster, new TaskManagerLost("container_009", "silent", "TASK_MANAGER_LOST"), Ack.class);
        OfferSlots late = new OfferSlots(
                ID,
                "container_009",
                "h1",
                LeaderEndpoint.peerAddress(executor.address()),
                "h1",
                1,
                List.of(new SlotOffer("allocation-9", 0)));
        CompletableFuture<SlotsAccepted> answer = executor.send(jobMaster, late, SlotsAccepted.class);
        plane.until("answered", answer::isDone);
        assertThat(answer.get().getAllocationIds()).isEmpty();
    }

    @Test
    void aTaskManagerLostWhileRunningFailsTheJobByItsName() throws Exception {
        submit(2, 4);
        untilState("RUNNING");
        plane.living().get(1).process().die();
        untilState("FAILED");
        plane.untilNothingIsLeft();
        assertThat(plane.ended.get(0).getCause()).startsWith("TaskManager container_002 on h1 was lost: ");
    }

    @Test
    void aJobLostWithAContainerEndsWithWhatBecameOfTheContainer() throws Exception {
        submit(2, 4);
        untilState("RUNNING");
        TaskManagerLost lost = new TaskManagerLost("container_001", "ran out of Java heap", "CONTAINER_MEMORY");
        plane.living().get(0).send(plane.rpc.addressOf("jobmaster-" + ID), lost, Ack.class);
        untilState("FAILED");
        plane.untilNothingIsLeft();
        assertThat(plane.ended.get(0).getCause())
                .isEqualTo("TaskManager container_001 on h2 was lost: ran out of Java heap");
        assertThat(plane.ended.get(0).getCauseKind()).isEqualTo("CONTAINER_MEMORY");
    }

    @Test
    void aJobThatGetsNoSlotsFailsWithHowManyItGot() throws Exception {
        plane.containers.limit(1);
        submit(1, 4);
        untilState("FAILED", Duration.ofSeconds(70));
        plane.untilNothingIsLeft();
        assertThat(plane.ended.get(0).getCause())
                .startsWith("No slots for the job: asked for 4 slots, got 2 within 60 s");
        assertThat(plane.ended.get(0).getCauseKind()).isEqualTo("RESOURCES");
    }

    @Test
    void aJobCanBeCancelledWhileItWaitsForSlots() throws Exception {
        plane.containers.limit(0);
        submit(1, 4);
        plane.simulation.runFor(Duration.ofSeconds(1));
        cancelAndExpectNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3, 5, 8, 13, 21, 60, 100, 200, 300, 400, 500, 600, 700, 800, 1000})
    void aJobCanBeCancelledAtAnyTime(long millis) throws Exception {
        submit(2, 4);
        plane.simulation.runFor(Duration.ofMillis(millis));
        cancelAndExpectNothingLeft();
    }

    @Test
    void tasksThatDoNotEndDoNotHoldTheJobForever() throws Exception {
        plane.behaviour = FakeTaskExecutor.Behaviour.SILENT;
        submit(1, 2);
        plane.until(
                "tasks",
                () -> plane.living().stream().mapToInt(it -> it.tasks.size()).sum() == 3);
        assertThat(plane.ask(new CancelJob(ID), Ack.class)).isNotNull();
        plane.simulation.runFor(Duration.ofSeconds(20));
        assertThat(plane.ask(new GetJob(ID), JobReport.class).getState()).isEqualTo("CANCELLING");
        untilState("CANCELED");
        plane.untilNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aJobThatIsAboutToEndAsksForNoMoreContainers(boolean cancelled) throws Exception {
        plane.behaviour = FakeTaskExecutor.Behaviour.SILENT;
        submit(1, 4);
        plane.until(
                "tasks",
                () -> plane.living().stream().mapToInt(it -> it.tasks.size()).sum() == 5);
        FakeTaskExecutor first = plane.living().get(0);
        if (cancelled) {
            plane.ask(new CancelJob(ID), Ack.class);
        } else {
            first.fail(first.tasks.values().iterator().next(), "BadWord", "no", "USER_CODE");
        }
        plane.living().get(1).process().die();
        plane.simulation.runFor(Duration.ofSeconds(10));
        assertThat(plane.ask(new GetJob(ID), JobReport.class).getState())
                .isEqualTo(cancelled ? "CANCELLING" : "FAILING");
        assertThat(plane.containers.granted()).isEqualTo(2);
        plane.until("ended", () -> !plane.ended.isEmpty());
        plane.untilNothingIsLeft();
        assertThat(plane.containers.granted()).isEqualTo(2);
    }

    @Test
    void aTaskThatItsTaskManagerCancelsOnItsOwnFailsTheJob() throws Exception {
        submit(1, 2);
        untilState("RUNNING");
        FakeTaskExecutor executor = plane.living().get(0);
        executor.report(executor.tasks.values().iterator().next(), "CANCELED");
        untilState("FAILED");
        assertThat(plane.ended.get(0).getCause()).contains("cancelled it on its own account");
    }

    @Test
    void reportsThatComeTwiceOrForOthersChangeNothing() throws Exception {
        submit(1, 2);
        untilState("RUNNING");
        FakeTaskExecutor executor = plane.living().get(0);
        SubmitTask task = executor.tasks.values().iterator().next();
        executor.report(task, "FINISHED");
        executor.report(task, "RUNNING");
        executor.report(task, "FINISHED");
        TaskCounters none = new TaskCounters(0L, 0L, 0L, 0L);
        TaskStateChanged unknown =
                new TaskStateChanged(ID, "other", executor.id(), "FAILED", null, none, 0L, ByteBuffer.allocate(0));
        executor.send(LeaderEndpoint.address(task.getJobMaster()), unknown, Ack.class);
        plane.simulation.runFor(Duration.ofSeconds(1));
        assertThat(plane.ask(new GetJob(ID), JobReport.class).getState()).isEqualTo("RUNNING");
        finishAll();
        untilState("FINISHED");
    }

    @Test
    void theSameJobIsAcceptedOnlyOnce() throws Exception {
        submit(1, 2);
        assertThatThrownBy(() -> submit(1, 2)).hasMessageContaining("Job " + ID + " was submitted before");
        untilState("RUNNING");
        finishAll();
        plane.untilNothingIsLeft();
        assertThatThrownBy(() -> submit(1, 2)).hasMessageContaining("was submitted before");
    }

    @Test
    void whatIsNoJobGraphIsRefusedWithTheReason() {
        SubmitJob garbage = new SubmitJob(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}));
        assertThatThrownBy(() -> plane.ask(garbage, JobAccepted.class))
                .hasMessageContaining("The job was refused: not a job graph");
        assertThatThrownBy(() -> plane.ask(new GetJob("f".repeat(32)), JobReport.class))
                .hasMessageContaining("There is no job ffff");
    }

    @Test
    void clientsWaitForTheNextStateAndSeeAllJobs() throws Exception {
        submit(1, 2);
        CompletableFuture<SpecificRecord> next = plane.askLater(new AwaitJob(ID, "CREATED", 60_000L));
        untilState("RUNNING");
        plane.until("answered", next::isDone);
        assertThat(((JobReport) next.get()).getState()).isEqualTo("RUNNING");

        CompletableFuture<SpecificRecord> bounded = plane.askLater(new AwaitJob(ID, "RUNNING", 3_000L));
        plane.simulation.runFor(Duration.ofMillis(2_900));
        assertThat(bounded).isNotDone();
        plane.until("answered", bounded::isDone);

        assertThat(plane.ask(new ListJobs(), JobReports.class).getJobs())
                .extracting(JobReport::getSlotsHeld)
                .containsExactly(2);
        finishAll();
        plane.untilNothingIsLeft();
        assertThat(plane.ask(new ListJobs(), JobReports.class).getJobs())
                .extracting(JobReport::getState)
                .containsExactly("FINISHED");
        assertThat(plane.ask(new AwaitJob(ID, "FINISHED", 60_000L), JobReport.class)
                        .getState())
                .isEqualTo("FINISHED");
        assertThat(plane.ask(new CancelJob(ID), Ack.class)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.2, 0.4})
    void lostMessagesOnlyCostTime(double loss) throws Exception {
        submit(2, 4);
        plane.network.setConditions(new NetworkConditions(Duration.ofNanos(50_000), Duration.ofMillis(20), loss, 1));
        plane.until("running", Duration.ofMinutes(5), () -> plane.steps().contains(LifecycleStep.JOB_RUNNING));
        finishAll();
        plane.until("ended", Duration.ofMinutes(5), () -> !plane.ended.isEmpty());
        assertThat(plane.ended.get(0).getState()).isEqualTo("FINISHED");
        plane.until(
                "nothing left",
                Duration.ofMinutes(2),
                () -> plane.containers.running().isEmpty());
        assertThat(plane.network.messagesLost()).isPositive();
    }

    private void cancelAndExpectNothingLeft() throws RpcException {
        assertThat(plane.ask(new CancelJob(ID), Ack.class)).isNotNull();
        plane.until("ended", () -> !plane.ended.isEmpty());
        assertThat(plane.ended.get(0).getState()).isEqualTo("CANCELED");
        assertThat(plane.ended.get(0).getCause()).isEmpty();
        plane.untilNothingIsLeft();
    }

    private void submit(int readers, int counters) throws RpcException {
        JobAccepted accepted = plane.ask(Jobs.submission(Jobs.readAndCount(readers, counters)), JobAccepted.class);
        assertThat(accepted.getJobId()).isEqualTo(ID);
    }

    private void untilState(String state) throws RpcException {
        untilState(state, Duration.ofMinutes(1));
    }

    private void untilState(String state, Duration limit) throws RpcException {
        long end = plane.simulation.nowNanos() + limit.toNanos();
        while (!plane.ask(new GetJob(ID), JobReport.class).getState().equals(state)) {
            assertThat(plane.simulation.nowNanos()).as("not " + state).isLessThan(end);
            plane.simulation.runFor(Duration.ofMillis(5));
        }
    }

    private int slotsHeld() {
        try {
            return plane.ask(new GetJob(ID), JobReport.class).getSlotsHeld();
        } catch (RpcException e) {
            throw new IllegalStateException(e);
        }
    }

    private int held() {
        return plane.taskExecutors.values().stream()
                .mapToInt(executor -> executor.allocations().size())
                .sum();
    }

    private List<SubmitTask> tasksOf(String vertex) {
        List<SubmitTask> tasks = new ArrayList<>();
        plane.living()
                .forEach(executor -> executor.tasks.values().stream()
                        .filter(task -> task.getVertexName().equals(vertex))
                        .forEach(tasks::add));
        return tasks;
    }

    private void finishAll() {
        plane.living().forEach(executor -> executor.tasks.values().forEach(task -> executor.report(task, "FINISHED")));
    }
}

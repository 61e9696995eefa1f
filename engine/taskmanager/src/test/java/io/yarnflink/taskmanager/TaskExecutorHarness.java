package io.yarnflink.taskmanager;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.state.storage.LocalCheckpointStorages;
import io.yarnflink.taskmanager.chain.ProcessEnvironment;
import io.yarnflink.taskmanager.classes.CopiedFiles;
import io.yarnflink.taskmanager.classes.UserClasses;
import io.yarnflink.taskmanager.exchange.ExchangeSettings;
import io.yarnflink.taskmanager.testing.FakeDataNetwork;
import io.yarnflink.taskmanager.testing.FakeRpc;
import io.yarnflink.taskmanager.testing.ListSource;
import io.yarnflink.taskmanager.testing.ManualClock;
import io.yarnflink.taskmanager.testing.ManualMainThread;
import io.yarnflink.taskmanager.testing.SteppedTaskRunner;
import io.yarnflink.taskmanager.testing.TaskDescription;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.Heartbeat;
import io.yarnflink.transport.protocol.HeartbeatAnswer;
import io.yarnflink.transport.protocol.OfferSlotTo;
import io.yarnflink.transport.protocol.OfferSlots;
import io.yarnflink.transport.protocol.PeerAddress;
import io.yarnflink.transport.protocol.RegisterTaskManager;
import io.yarnflink.transport.protocol.Registered;
import io.yarnflink.transport.protocol.SlotsAccepted;
import io.yarnflink.transport.protocol.SubmitTask;
import io.yarnflink.transport.protocol.TaskStateChanged;
import io.yarnflink.transport.rpc.Address;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;

/** A TaskExecutor with two slots whose leader, threads and clock are the test's. */
final class TaskExecutorHarness {
    static final long EPOCH = 3;
    static final PeerAddress JOB_MASTER = new PeerAddress("am", 1, "jobmaster");

    final ManualClock clock = new ManualClock();
    final ManualMainThread mainThread = new ManualMainThread(clock);
    final FakeRpc rpc = new FakeRpc();
    final SteppedTaskRunner runner = new SteppedTaskRunner();
    final List<String> terminations = new ArrayList<>();
    final List<String> closedClasses = new ArrayList<>();
    final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    LeaderDirectory.Leader leader = new LeaderDirectory.Leader(0, new Address("am", 1, "resourcemanager"));
    final TaskExecutor executor;
    /** Makes the TaskExecutor look for another leader. */
    Runnable news = () -> {};
    /** Whether what is to be written gets a thread. */
    boolean writes = true;

    TaskExecutorHarness() {
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        executor = new TaskExecutor(
                new TaskExecutorConfig(
                        "tm-1",
                        new SlotResources(2, 1.5, 1000, 200, 100),
                        77,
                        TaskExecutorConfig.Patience.STANDARD,
                        ExchangeSettings.STANDARD),
                new TaskManagerServices(
                        rpc,
                        new FakeDataNetwork.Processes().start("tm-host", 5000),
                        runner,
                        new ClassesOfTest(),
                        CopiedFiles::new,
                        new ProcessEnvironment(clock, "tm-host", stream, stream),
                        LoadMeter.ofJvm(),
                        new SnapshotServices(new LocalCheckpointStorages(), this::write)),
                mainThread,
                new LeaderOfTest(),
                (reason, failed) -> terminations.add(reason + (failed ? " (failed)" : "")));
        executor.start();
        mainThread.run();
    }

    private void write(Runnable work) {
        if (writes) {
            work.run();
        }
    }

    private final class ClassesOfTest implements UserClasses {
        @Override
        public ClassLoader open(String jobId) {
            return TaskExecutorHarness.class.getClassLoader();
        }

        @Override
        public void close(String jobId) {
            closedClasses.add(jobId);
        }
    }

    TaskExecutorHarness registered() {
        answer(RegisterTaskManager.class, new Registered(EPOCH, 10_000L));
        return this;
    }

    /** Gives slot {@code index} to the job, which takes it. */
    TaskExecutorHarness withSlot(int index, String allocationId) {
        offer(index, allocationId);
        answer(OfferSlots.class, new SlotsAccepted(List.of(allocationId)));
        return this;
    }

    FakeRpc.Response offer(int index, String allocationId) {
        return deliver(new OfferSlotTo(allocationId, index, TaskDescription.JOB, JOB_MASTER));
    }

    FakeRpc.Response deliver(SpecificRecord message) {
        return deliver(EPOCH, message);
    }

    FakeRpc.Response deliver(long epoch, SpecificRecord message) {
        FakeRpc.Response response = rpc.deliver(TaskExecutor.NAME, epoch, message);
        mainThread.run();
        return response;
    }

    /** Answers the oldest request of a kind and says what was asked. */
    <M extends SpecificRecord> M answer(Class<M> type, SpecificRecord answer) {
        FakeRpc.Sent sent = rpc.take(type);
        sent.answer().complete(answer);
        mainThread.run();
        return type.cast(sent.message());
    }

    /** Lets the tasks work, and acknowledges what they report until they report no more. */
    List<String> reportedStates() {
        List<String> states = new ArrayList<>();
        runTasks();
        while (rpc.hasUnanswered(TaskStateChanged.class)) {
            states.add(answer(TaskStateChanged.class, new Ack()).getState());
            runTasks();
        }
        return states;
    }

    void runTasks() {
        runner.run();
        mainThread.run();
    }

    HeartbeatAnswer heartbeat() {
        return deliver(new Heartbeat("resourcemanager")).as(HeartbeatAnswer.class);
    }

    /** Lets time pass in which the leader is heard. */
    void passWithHeartbeats(Duration time) {
        for (long seconds = 0; seconds < time.toSeconds(); seconds++) {
            mainThread.advance(Duration.ofSeconds(1));
            if (rpc.isListening(TaskExecutor.NAME)) {
                heartbeat();
            }
        }
    }

    /** A task that reads numbers from splits and prints them. */
    static SubmitTask printing(String executionId, String allocationId) {
        return printing(executionId, allocationId, new ExecutionConfig());
    }

    static SubmitTask printing(String executionId, String allocationId, ExecutionConfig config) {
        return new TaskDescription(executionId)
                .with(config)
                .operator("numbers", new OperatorDescriptor.SourceRead<>(new ListSource()), Types.STRING, 1)
                .operator("print", new OperatorDescriptor.Print("", false), Types.STRING)
                .submit(allocationId, JOB_MASTER);
    }

    /** Whoever leads in the test. */
    private final class LeaderOfTest implements LeaderDirectory {
        @Override
        public CompletableFuture<Leader> newest() {
            return CompletableFuture.completedFuture(leader);
        }

        @Override
        public void onNews(Runnable look) {
            news = look;
        }
    }
}

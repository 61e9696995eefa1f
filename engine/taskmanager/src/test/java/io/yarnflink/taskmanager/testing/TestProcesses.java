package io.yarnflink.taskmanager.testing;

import io.yarnflink.api.time.SystemClock;
import io.yarnflink.taskmanager.chain.JobClasses;
import io.yarnflink.taskmanager.chain.ProcessEnvironment;
import io.yarnflink.taskmanager.channels.JobExchange;
import io.yarnflink.taskmanager.exchange.ExchangeSettings;
import io.yarnflink.taskmanager.task.Task;
import io.yarnflink.taskmanager.task.TaskPlan;
import io.yarnflink.taskmanager.task.TaskRunner;
import io.yarnflink.taskmanager.task.ThreadTaskRunner;
import io.yarnflink.transport.data.DataSettings;
import io.yarnflink.transport.data.NettyDataNetwork;
import io.yarnflink.transport.net.Admission;
import io.yarnflink.transport.net.EventLoops;
import io.yarnflink.transport.net.HandshakeBudget;
import io.yarnflink.transport.net.PeerFaultLog;
import io.yarnflink.transport.protocol.SubmitTask;
import io.yarnflink.transport.security.ApplicationSecret;
import io.yarnflink.transport.security.Protocol;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/** The data side of several TaskManagers in one JVM: real threads, and real connections between them. */
public final class TestProcesses implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final SecureRandom random = new SecureRandom();
    private final ApplicationSecret secret = ApplicationSecret.create(random);
    private final EventLoops loops = new EventLoops("test-io", 1, ForkJoinPool.commonPool());
    private final PeerFaultLog faults = new PeerFaultLog(SystemClock.INSTANCE);
    private final List<TestProcess> processes = new ArrayList<>();

    public TestProcess start(String taskManagerId, long networkMemory) {
        TestProcess process = new TestProcess(taskManagerId, networkMemory);
        processes.add(process);
        return process;
    }

    @Override
    public void close() {
        processes.forEach(TestProcess::close);
        loops.close();
    }

    /** One TaskManager. */
    public final class TestProcess {
        public final NettyDataNetwork network;
        private final JobExchange exchange;
        private final String taskManagerId;
        private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
        private final PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        private final List<RunningTestTask> tasks = new ArrayList<>();

        private TestProcess(String taskManagerId, long networkMemory) {
            this.taskManagerId = taskManagerId;
            network = new NettyDataNetwork(
                    loops,
                    new Admission(Protocol.DATA, secret, random, HandshakeBudget.STANDARD, faults),
                    HOST,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    DataSettings.standard(networkMemory),
                    SystemClock.INSTANCE);
            exchange = new JobExchange(taskManagerId, network, ExchangeSettings.STANDARD);
        }

        public String taskManagerId() {
            return taskManagerId;
        }

        public String host() {
            return HOST;
        }

        /** Runs a task on a thread of its own. */
        public RunningTestTask run(SubmitTask description) {
            TaskRunner.Lane lane =
                    new ThreadTaskRunner().lane(description.getExecutionId(), TestProcesses.class.getClassLoader());
            JobExchange.TaskChannels channels = exchange.channelsOf(lane, lane);
            RecordingListener listener = new RecordingListener();
            Task task = new Task(
                    TaskPlan.anew(description),
                    new JobClasses(TestProcesses.class.getClassLoader()),
                    new ProcessEnvironment(SystemClock.INSTANCE, HOST, stream, stream),
                    new RecordingGateway(),
                    lane,
                    channels,
                    listener);
            lane.start(task);
            RunningTestTask running = new RunningTestTask(task, lane, listener, channels);
            tasks.add(running);
            return running;
        }

        public List<String> printedLines() {
            return printed.toString(StandardCharsets.UTF_8).lines().toList();
        }

        private void close() {
            tasks.forEach(task -> task.lane().cancel());
            tasks.forEach(task -> task.channels().release());
            network.close();
        }
    }

    /** A task on its way. */
    public record RunningTestTask(
            Task task, TaskRunner.Lane lane, RecordingListener listener, JobExchange.TaskChannels channels) {

        public void awaitEvent(String event) {
            Await.until(
                    event,
                    () -> listener.events().contains(event)
                            || (listener.events().contains("FAILED") && !event.equals("FAILED")));
            if (!listener.events().contains(event)) {
                throw new AssertionError(listener.failure().getStackTrace());
            }
        }

        public long recordsIn() {
            return task.meter().counters().getRecordsIn();
        }
    }
}

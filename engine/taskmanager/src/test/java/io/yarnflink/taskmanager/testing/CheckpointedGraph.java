package io.yarnflink.taskmanager.testing;

import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.transformation.Partitioning;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.taskmanager.chain.JobClasses;
import io.yarnflink.taskmanager.chain.ProcessEnvironment;
import io.yarnflink.taskmanager.channels.JobExchange;
import io.yarnflink.taskmanager.exchange.Barrier;
import io.yarnflink.taskmanager.exchange.ExchangeSettings;
import io.yarnflink.taskmanager.task.CheckpointOrder;
import io.yarnflink.taskmanager.task.Progress;
import io.yarnflink.taskmanager.task.SavedState;
import io.yarnflink.taskmanager.task.TakenCheckpoint;
import io.yarnflink.taskmanager.task.Task;
import io.yarnflink.taskmanager.task.TaskPlan;
import io.yarnflink.transport.protocol.CheckpointSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One attempt of a job in one thread: two sources, two counters by key, and a task that reads both, in two processes, with a
 * JobMaster that triggers checkpoints and whose messages are late.
 */
public final class CheckpointedGraph {
    public static final List<String> TASKS = List.of("source-0", "source-1", "count-0", "count-1", "total");

    private static final Keying<String, String> BY_ITSELF = new Keying<>(value -> value, Types.STRING);

    private final SplittableRandom random;
    private final ManualClock clock = new ManualClock();
    private final CheckpointSpec spec;
    private final Map<String, Running> running = new TreeMap<>();
    private final List<Runnable> messages = new ArrayList<>();
    private final Map<Long, Map<String, TakenCheckpoint>> taken = new HashMap<>();
    private final Map<String, SavedState> completed;
    private long nextCheckpoint;
    private final SortedSet<Long> pending = new TreeSet<>();
    private int completions;
    private long bytesUnderWay;

    /** A task of this attempt. */
    private record Running(Task task, SteppedLane lane, RecordingListener listener) {}

    /** Goes on from {@code from}, by task; {@code nextCheckpoint} is the first that it takes. */
    public CheckpointedGraph(
            SplittableRandom random, CheckpointSpec spec, Map<String, SavedState> from, long nextCheckpoint) {
        this.random = random;
        this.spec = spec;
        this.nextCheckpoint = nextCheckpoint;
        completed = new TreeMap<>(from);
    }

    /** Starts all tasks; {@code records} are what each source reads when it begins anew, separated by commas. */
    public void start(List<String> records, OperatorDescriptor count, OperatorDescriptor total) {
        FakeDataNetwork.Processes processes = new FakeDataNetwork.Processes();
        ExchangeSettings settings = new ExchangeSettings(2, 64, 2);
        JobExchange one = new JobExchange("tm-1", processes.start("one", 1), settings);
        JobExchange two = new JobExchange("tm-2", processes.start("two", 1), settings);
        for (int i = 0; i < 2; i++) {
            start(
                    new TaskDescription("source-" + i)
                            .operator("list", new OperatorDescriptor.SourceRead<>(new ListSource()), Types.STRING)
                            .output(0, new Partitioning.KeyGroups(BY_ITSELF), Types.STRING, "tm-1", "tm-2"),
                    "source-" + i,
                    one);
            Task source = task("source-" + i);
            if (completed.isEmpty()) {
                source.assignSplits(1, List.of(ListSource.split(records.get(i))), true);
            } else {
                source.assignSplits(1, List.of(), true);
            }
        }
        for (int i = 0; i < 2; i++) {
            start(
                    new TaskDescription("count-" + i)
                            .subtask(i, 2)
                            .operator("count", count, Types.STRING)
                            .input(Types.STRING, "tm-1", "one", i, "source-0", "source-1")
                            .output(0, new Partitioning.Global(), Types.STRING, "tm-2"),
                    "count-" + i,
                    i == 0 ? one : two);
        }
        start(
                new TaskDescription("total")
                        .operator("total", total, Types.STRING)
                        .input(Types.STRING, "tm-1", "one", 0, "count-0")
                        .input(Types.STRING, "tm-2", "two", 0, "count-1"),
                "total",
                two);
    }

    private void start(TaskDescription description, String name, JobExchange exchange) {
        SavedState from = completed.get(name);
        description.checkpoints(spec);
        if (from != null) {
            description.restore(new byte[] {1});
        }
        SteppedLane lane = new SteppedLane();
        RecordingListener listener = new RecordingListener();
        Task task = new Task(
                new TaskPlan(description.submit(), restore -> from == null ? SavedState.NONE : from),
                new JobClasses(CheckpointedGraph.class.getClassLoader()),
                new ProcessEnvironment(clock, "host", System.out, System.err),
                new RecordingGateway(),
                lane,
                exchange.channelsOf(lane, lane),
                listener);
        lane.start(task);
        running.put(name, new Running(task, lane, listener));
    }

    private Task task(String name) {
        return of(name).task();
    }

    private Running of(String name) {
        Running found = running.get(name);
        if (found == null) {
            throw new IllegalStateException("no task " + name);
        }
        return found;
    }

    /** Something happens: a step of a task, a message, a checkpoint's begin or abort. False when all have finished. */
    public boolean step() {
        clock.advance(Duration.ofMillis(random.nextInt(2)));
        int what = random.nextInt(100);
        if (what < 2 && pending.size() < (random.nextInt(4) == 0 ? 2 : 1) && isStarted()) {
            trigger();
        } else if (what < 3 && !pending.isEmpty() && random.nextInt(4) == 0) {
            end(pending.first(), false);
        } else if (what < 10 && !messages.isEmpty()) {
            messages.remove(random.nextInt(messages.size())).run();
        } else {
            String name = TASKS.get(random.nextInt(TASKS.size()));
            if (of(name).lane().step() == Progress.DONE
                    && !of(name).listener().events().contains("FINISHED")) {
                throw new AssertionError(of(name).listener().failure().getStackTrace());
            }
            gather(name);
        }
        return running.values().stream()
                .anyMatch(each -> !each.listener().events().contains("FINISHED"));
    }

    private boolean isStarted() {
        return running.values().stream()
                .allMatch(each -> each.listener().events().contains("RUNNING"));
    }

    private void trigger() {
        pending.add(nextCheckpoint);
        Barrier barrier = new Barrier(nextCheckpoint, 0, random.nextInt(4) == 0, false);
        nextCheckpoint++;
        for (String name : TASKS) {
            if (!isFinished(name)) {
                messages.add(() -> task(name).announce(new CheckpointOrder(barrier, false, clock.nanos())));
            }
        }
    }

    private boolean isFinished(String name) {
        return of(name).listener().events().contains("FINISHED");
    }

    private void gather(String name) {
        for (long id : List.copyOf(pending)) {
            if (pending.contains(id)) {
                gather(name, id);
            }
        }
    }

    private void gather(String name, long id) {
        for (TakenCheckpoint each : of(name).listener().taken()) {
            if (each.checkpointId() == id) {
                taken.computeIfAbsent(id, absent -> new HashMap<>()).put(name, each);
            }
        }
        String declined = "DECLINED " + id + ":";
        for (String event : of(name).listener().events()) {
            if (event.startsWith(declined)) {
                // A later one may take the place of an earlier one, whose announcement was late.
                if (id == nextCheckpoint - 1 && !event.startsWith(declined + " more than ")) {
                    throw new AssertionError(name + " " + event + "\n" + describe());
                }
                end(id, false);
                return;
            }
        }
        Map<String, TakenCheckpoint> ofPending = taken.getOrDefault(id, Map.of());
        if (TASKS.stream().allMatch(each -> isFinished(each) || ofPending.containsKey(each))) {
            ofPending.forEach((task, each) -> {
                completed.put(task, ChainHarness.saved(each));
                bytesUnderWay += each.snapshot().channels().stream()
                        .mapToLong(channel -> channel.bytes().length)
                        .sum();
            });
            completions++;
            List.copyOf(pending.headSet(id)).forEach(older -> end(older, false));
            end(id, true);
        }
    }

    private void end(long id, boolean complete) {
        pending.remove(id);
        for (String name : TASKS) {
            messages.add(() -> {
                if (complete) {
                    task(name).checkpointCompleted(id);
                } else {
                    task(name).checkpointAborted(id);
                }
            });
        }
    }

    /** What the tasks go on from when they fail now, by task; empty before the first complete checkpoint. */
    public Map<String, SavedState> saved() {
        return completed;
    }

    public long nextCheckpoint() {
        return nextCheckpoint;
    }

    public int completions() {
        return completions;
    }

    /** How many bytes of records under way complete checkpoints held. */
    public long bytesUnderWay() {
        return bytesUnderWay;
    }

    /** Why nothing goes on, for people. */
    public String describe() {
        StringBuilder text = new StringBuilder("pending " + pending);
        running.forEach((name, each) -> text.append('\n')
                .append(name)
                .append(' ')
                .append(each.listener().events()));
        pending.forEach(id -> text.append("\ntaken by ")
                .append(taken.getOrDefault(id, Map.of()).keySet()));
        return text.toString();
    }
}

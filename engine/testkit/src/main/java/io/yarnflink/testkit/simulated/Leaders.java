package io.yarnflink.testkit.simulated;

import io.yarnflink.graph.CorruptJobGraphException;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.JobGraphCodec;
import io.yarnflink.jobmanager.JobManager;
import io.yarnflink.jobmanager.resources.ContainerProvider;
import io.yarnflink.taskmanager.LeaderDirectory;
import io.yarnflink.testkit.simulation.SimulatedContainers;
import io.yarnflink.testkit.simulation.SimulatedNetwork;
import io.yarnflink.testkit.simulation.SimulatedProcess;
import io.yarnflink.testkit.simulation.Simulation;
import io.yarnflink.transport.protocol.JobReport;
import io.yarnflink.transport.protocol.SubmitJob;
import io.yarnflink.transport.rpc.Address;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The ApplicationMasters of an application, one after the other. YARN starts the next one when it thinks the last one lost,
 * which may go on for a while; what all of them see is staged jobs, stored results and the leader file.
 */
final class Leaders {
    static final long FIRST_EPOCH = 2;

    /** For so long YARN waits for word of an ApplicationMaster. */
    private static final Duration EXPIRY = Duration.ofSeconds(10);

    private final Simulation simulation;
    private final SimulatedNetwork network;
    private final SimulatedContainers containers;
    private final Starter starter;
    /** Whether TaskManagers hear of a new leader without asking. */
    private final boolean watched;

    private final SplittableRandom random;
    private final Map<String, JobGraph> staged = new LinkedHashMap<>();
    private final Map<String, JobReport> results = new LinkedHashMap<>();
    private final Set<String> done = new HashSet<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<String> losses = new ArrayList<>();
    private final List<Runnable> watchers = new ArrayList<>();
    private Attempt current;
    private LeaderDirectory.@Nullable Leader leaderFile;
    private boolean over;

    /** Makes the JobManager of one attempt. */
    @FunctionalInterface
    interface Starter {
        JobManager create(
                long epoch, SimulatedProcess process, ContainerProvider provider, JobManager.Listener listener);
    }

    Leaders(
            Simulation simulation,
            SimulatedNetwork network,
            SimulatedContainers containers,
            Starter starter,
            boolean watched) {
        this.simulation = simulation;
        this.network = network;
        this.containers = containers;
        this.starter = starter;
        this.watched = watched;
        this.random = simulation.random("leaders");
        this.current = new Attempt(FIRST_EPOCH);
        current.jobManager.start();
    }

    /** Keeps a job where later attempts find it. */
    void stage(SubmitJob submission) {
        try {
            ByteBuffer buffer = submission.getJobGraph().duplicate();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            JobGraph graph = JobGraphCodec.decode(bytes);
            staged.put(graph.jobId().toString(), graph);
        } catch (CorruptJobGraphException e) {
            throw new IllegalStateException("a client submits what cannot be read", e);
        }
    }

    /** How a job ended, once that is stored and nobody else can be asked. */
    Optional<JobReport> result(String jobId) {
        return current.process.isAlive() ? Optional.empty() : Optional.ofNullable(results.get(jobId));
    }

    /** The ends of jobs, each once. */
    List<JobReport> results() {
        return List.copyOf(results.values());
    }

    /** Where clients ask. */
    Address dispatcher() {
        return current.jobManager.dispatcherAddress();
    }

    /** How leaders were lost. */
    List<String> losses() {
        return List.copyOf(losses);
    }

    /** What no leader may do. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Whether all that jobs held has been given back, or YARN has taken it with the application. */
    boolean isAllGivenBack() {
        return over || done.size() == results.size();
    }

    /** How many endpoints are left when no job is: those of the dispatcher and the ResourceManager. */
    int endpointsInTheEnd() {
        return current.process.isAlive() ? 2 : 0;
    }

    /** Tells a TaskManager that begins now who leads. */
    LeaderDirectory directory(SimulatedProcess process) {
        LeaderDirectory.Leader first = current.asLeader();
        return new LeaderDirectory() {
            private boolean asked;

            @Override
            public CompletableFuture<Leader> newest() {
                if (!asked) {
                    asked = true;
                    return CompletableFuture.completedFuture(first);
                }
                CompletableFuture<Leader> answer = new CompletableFuture<>();
                process.after(Duration.ofMillis(1 + random.nextInt(20)), "leader file", () -> {
                    Leader found = leaderFile;
                    if (random.nextInt(10) == 0) {
                        answer.completeExceptionally(new IOException("the leader file cannot be read now"));
                    } else {
                        answer.complete(found == null || found.epoch() < first.epoch() ? first : found);
                    }
                });
                return answer;
            }

            @Override
            public void onNews(Runnable look) {
                if (watched) {
                    watchers.add(() -> process.after(Duration.ofMillis(1 + random.nextInt(500)), "news", look));
                }
            }
        };
    }

    void lose(ClusterPlan.LeaderLoss loss) {
        Attempt victim = current;
        if (!over && victim.process.isAlive()) {
            victim.process.afterSteps(loss.steps(), () -> lose(victim, loss));
        }
    }

    private void lose(Attempt victim, ClusterPlan.LeaderLoss loss) {
        if (victim != current || !victim.process.isAlive()) {
            return;
        }
        losses.add(loss.manner().name());
        simulation.note(victim.process.name() + " is lost: " + loss);
        SimulatedProcess process = victim.process;
        switch (loss.manner()) {
            case KILLED -> process.die();
            case VANISHED -> {
                process.vanish();
                expire(victim, EXPIRY);
            }
            case STOPPED -> {
                process.stop();
                simulation.after(loss.time(), "wake " + process.name(), process::goOn);
                expireIfLonger(victim, loss.time());
            }
            case CUT_OFF -> {
                network.cutOff(process, loss.time());
                expireIfLonger(victim, loss.time());
            }
            case TAKEN_FOR_DEAD -> expire(victim, Duration.ofMillis(1));
        }
    }

    private void expireIfLonger(Attempt victim, Duration silence) {
        if (silence.compareTo(EXPIRY) > 0) {
            expire(victim, EXPIRY);
            // It had time to wake up and to do what it can.
            endLater(victim, silence.plusSeconds(random.nextInt(20)));
        }
    }

    private void expire(Attempt victim, Duration after) {
        simulation.after(after, "YARN gives up " + victim.process.name(), () -> {
            endLater(victim, Duration.ofSeconds(40 + random.nextInt(20)));
            follow(victim);
        });
    }

    /** YARN ends it, too, at last. */
    private void endLater(Attempt victim, Duration after) {
        simulation.after(after, "end of " + victim.process.name(), victim.process::die);
    }

    /** The next attempt runs the jobs that have not ended; without any there is nothing left to do. */
    private void follow(Attempt victim) {
        if (victim != current || over) {
            return;
        }
        if (!staged.isEmpty() && results.keySet().containsAll(staged.keySet())) {
            over = true;
            containers.end();
            endLater(victim, Duration.ofSeconds(20));
            return;
        }
        Attempt next = new Attempt(victim.epoch + 1);
        current = next;
        next.jobManager.start();
        staged.forEach((id, graph) -> {
            if (!results.containsKey(id)) {
                next.jobManager.submit(graph);
            }
        });
        next.process.after(Duration.ofMillis(1 + random.nextInt(1_000)), "leader file", () -> {
            leaderFile = next.asLeader();
            List.copyOf(watchers).forEach(Runnable::run);
        });
    }

    /** One ApplicationMaster. */
    private final class Attempt implements JobManager.Listener {
        private final long epoch;
        private final SimulatedProcess process;
        private final JobManager jobManager;

        Attempt(long epoch) {
            this.epoch = epoch;
            this.process = network.process("jobmanager-" + epoch, "am-host-" + epoch);
            this.jobManager = starter.create(epoch, process, containers.next(), this);
            process.onDeath(() -> simulation.after(
                    Duration.ofMillis(500 + random.nextInt(4_500)), "next attempt", () -> follow(this)));
        }

        LeaderDirectory.Leader asLeader() {
            return new LeaderDirectory.Leader(epoch, jobManager.resourceManagerAddress());
        }

        @Override
        public CompletableFuture<Void> terminal(JobReport report) {
            CompletableFuture<Void> stored = new CompletableFuture<>();
            process.after(Duration.ofMillis(1), "store the result", () -> {
                results.putIfAbsent(report.getJobId(), report);
                stored.complete(null);
            });
            return stored;
        }

        @Override
        public CompletableFuture<Boolean> hasEnded(String jobId) {
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            process.after(Duration.ofMillis(1), "look for a result", () -> answer.complete(results.containsKey(jobId)));
            return answer;
        }

        @Override
        public void done(JobReport report) {
            done.add(report.getJobId());
        }

        @Override
        public void superseded(String cause) {
            simulation.note(process.name() + " ends as superseded: " + cause);
            if (this == current && !results.keySet().containsAll(staged.keySet())) {
                wrong.add("the only leader was superseded: " + cause);
            }
            process.die();
        }
    }
}

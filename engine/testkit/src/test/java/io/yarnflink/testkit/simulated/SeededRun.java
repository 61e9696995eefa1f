package io.yarnflink.testkit.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.transport.protocol.JobReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** One seed: a cluster, its faults and one program or two, and whether all that must hold does. */
final class SeededRun implements SimulatedBugs.Run {
    /** Within it a job ends whose client is gone, after all that it waits for. */
    private static final Duration LAST_END = Duration.ofMinutes(15);

    private final SimulatedCluster cluster;
    private final ClusterPlan plan;
    private final List<SeededJob> jobs = new ArrayList<>();

    SeededRun(long seed, Wiring wiring, Consumer<String> observer) {
        SplittableRandom random = new SplittableRandom(seed);
        plan = ClusterPlan.random(random.split());
        cluster = new SimulatedCluster(seed, plan, 3, wiring, observer);
        add(random.split());
        if (!plan.idleTimeout().isZero()) {
            SeededJob second = add(random.split());
            // On top of the first one's wait, which goes on when this one is over.
            cluster.simulation().after(Duration.ofMillis(random.nextInt(4_000)), "second job", second::run);
        }
    }

    private SeededJob add(SplittableRandom random) {
        SeededJob job = new SeededJob(SeededProgram.draw(random), cluster.newClient(), plan);
        jobs.add(job);
        return job;
    }

    /** Runs to the end and checks everything; returns the kinds of the ends. */
    @Override
    public List<String> run() {
        jobs.get(0).run();
        cluster.simulation().runUntil(() -> jobs.stream().allMatch(SeededJob::isOver), LAST_END);
        // What a client sent before it died may still be under way.
        cluster.simulation().runFor(Duration.ofSeconds(1));
        cluster.simulation().runUntil(() -> cluster.endedJobs().size() == cluster.startedJobs(), LAST_END);
        List<JobReport> ended = cluster.endedJobs();
        assertThat(ended).as("ends, each once").hasSize(cluster.startedJobs());
        assertThat(jobs).allSatisfy(job -> job.checkAccepted(ended));
        List<String> ends = ended.stream().map(this::check).toList();
        assertThat(cluster.leaks()).as("leaks").isEmpty();
        return ends;
    }

    /** A job whose client died before it heard of the acceptance is that client's. */
    private String check(JobReport report) {
        SeededJob job = jobs.stream()
                .filter(candidate -> candidate.isMine(report))
                .findAny()
                .orElseGet(() -> jobs.stream()
                        .filter(candidate -> cluster.endedJobs().stream().noneMatch(candidate::isMine))
                        .findAny()
                        .orElseThrow(() -> new AssertionError("nobody submitted " + report)));
        return job.check(report, cluster.faults());
    }

    @Override
    public String traceHash() {
        return cluster.simulation().traceHash();
    }

    @Override
    public String toString() {
        return jobs + " on " + plan;
    }
}

package io.yarnflink.graph.translation;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.common.JobExecutionResult;
import io.yarnflink.api.common.JobID;
import io.yarnflink.api.common.JobStatus;
import io.yarnflink.api.common.OptionalFailure;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.spi.CollectedRecords;
import io.yarnflink.api.spi.JobExecutor;
import io.yarnflink.api.spi.JobExecutors;
import io.yarnflink.api.spi.Program;
import io.yarnflink.api.spi.RunningJob;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.JobVertex;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Builds programs the way users do and hands out what an executor would get. */
final class Programs {
    static final JobID JOB = new JobID(1, 2);
    static final int DEFAULT_PARALLELISM = 2;

    private Programs() {}

    /** What the body executes first, or what it leaves to be executed. */
    static Program program(Consumer<StreamExecutionEnvironment> body) {
        AtomicReference<Program> started = new AtomicReference<>();
        JobExecutor executor = new JobExecutor() {
            @Override
            public RunningJob start(Program program) {
                started.compareAndSet(null, program);
                return new AcceptedJob();
            }

            @Override
            public String plan(Program program) {
                return ExecutionPlan.json(program, DEFAULT_PARALLELISM);
            }

            @Override
            public int defaultParallelism() {
                return DEFAULT_PARALLELISM;
            }
        };
        try {
            JobExecutors.runWith(executor, () -> {
                StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
                body.accept(environment);
                environment.execute("job");
            });
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("the program could not be built", e);
        }
        return requireNonNull(started.get(), "execute() started nothing");
    }

    static StreamGraph streamGraph(Consumer<StreamExecutionEnvironment> body) {
        return StreamGraphGenerator.generate(program(body), DEFAULT_PARALLELISM);
    }

    static JobGraph jobGraph(Consumer<StreamExecutionEnvironment> body) {
        return JobGraphGenerator.generate(streamGraph(body), JOB);
    }

    static List<String> vertexNames(JobGraph graph) {
        return graph.vertices().stream().map(JobVertex::name).toList();
    }

    /** Each exchange as {@code "source operator -SHIP-> target vertex"}. */
    static List<String> exchanges(JobGraph graph) {
        return graph.edges().stream()
                .map(edge -> graph.vertices()
                                .get(edge.source())
                                .operators()
                                .get(edge.sourceOperator())
                                .name()
                        + " -" + edge.shipStrategy() + "-> "
                        + graph.vertices().get(edge.target()).head().name())
                .toList();
    }

    static List<String> ids(JobGraph graph) {
        return graph.vertices().stream()
                .flatMap(vertex -> vertex.operators().stream())
                .map(operator -> operator.id().toString())
                .toList();
    }

    static StreamNode node(StreamGraph graph, String name) {
        return graph.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no node '" + name + "' in " + graph.nodes()));
    }

    /** A job that was taken and of which nothing more is heard. */
    private static final class AcceptedJob implements RunningJob {
        @Override
        public JobID jobId() {
            return JOB;
        }

        @Override
        public CompletableFuture<JobStatus> status() {
            return CompletableFuture.completedFuture(JobStatus.CREATED);
        }

        @Override
        public CompletableFuture<Void> cancel() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<JobExecutionResult> result() {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<Map<String, OptionalFailure<Object>>> accumulators() {
            return new CompletableFuture<>();
        }

        @Override
        public boolean attached() {
            return false;
        }

        @Override
        public CompletableFuture<CollectedRecords> collected(String resultId, long offset) {
            return new CompletableFuture<>();
        }
    }
}

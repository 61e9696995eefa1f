package io.yarnflink.figures;

import io.yarnflink.figures.LargeStateJob.Completed;
import io.yarnflink.it.programs.LargeStateProgram;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.events.LifecycleStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** From kill -9 to a job that runs, its first record and its first committed output, with much state. */
final class RecoveryFigures {
    private static final int BALLAST = 1000;
    private static final long RATE = 4_000;

    private final FiguresCluster cluster;

    RecoveryFigures(FiguresCluster cluster) {
        this.cluster = cluster;
    }

    static String header() {
        return "| state | backend | killed | noticed | deployed | first record | RUNNING | first committed output |\n"
                + "|---|---|---|---|---|---|---|---|";
    }

    /** Kills each kind of process {@code times} times. */
    List<String> measure(long keys, String backend, int times) throws Exception {
        List<String> rows = new ArrayList<>();
        for (int redundant = 1; redundant >= 0; redundant--) {
            LargeStateJob job = new LargeStateJob(
                    cluster,
                    new LargeStateJob.Work(
                            keys,
                            BALLAST,
                            RATE,
                            true,
                            List.of(
                                    "-s",
                                    "1",
                                    "-Dstate.backend.type=" + backend,
                                    "-Dtaskmanager.memory.process.size=" + (keys > 500_000 ? "3g" : "1728m"),
                                    "-Dslotmanager.redundant-taskmanager-num=" + redundant,
                                    "-Dyarn.application-attempts=10",
                                    "-Dexecution.checkpointing.interval=1s")));
            job.awaitFilled();
            Completed last = job.checkpoints().get(job.checkpoints().size() - 1);
            String state = "%.0f MB".formatted((last.written() + last.referenced()) / 1e6);
            String kind = redundant > 0 ? "TaskManager, another one stands by" : "TaskManager";
            for (int i = 0; i < times; i++) {
                int all = LargeStateProgram.PARTS + redundant;
                job.await("all TaskManagers run", () -> job.taskManagers() == all);
                rows.add(row(state, backend, kind, job, job.counting()));
            }
            for (int i = 0; redundant == 0 && i < times; i++) {
                rows.add(row(state, backend, "ApplicationMaster", job, job.master()));
            }
            job.keepLog();
            job.stopAndVerify();
        }
        return rows;
    }

    private static String row(String state, String backend, String kind, LargeStateJob job, ProcessHandle victim)
            throws Exception {
        job.awaitCheckpoints(3);
        long killed = System.currentTimeMillis();
        victim.destroyForcibly();
        job.await(
                "the job runs again",
                () -> stepAfter(job, LifecycleStep.JOB_RUNNING, killed).isPresent());
        long running = stepAfter(job, LifecycleStep.JOB_RUNNING, killed).orElseThrow();
        job.await("a record", () -> firstAfter(job, killed).isPresent());
        long first = firstAfter(job, killed).orElseThrow();
        job.await("output", () -> job.committedAfter(first).isPresent());
        String row = String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.1f s | %.1f s | %.1f s | %.1f s | %.1f s |",
                state,
                backend,
                kind,
                (stepAfter(job, LifecycleStep.JOB_RESTARTING, killed).orElse(killed) - killed) / 1e3,
                (stepAfter(job, LifecycleStep.TASKS_DEPLOYED, killed).orElse(killed) - killed) / 1e3,
                (first - killed) / 1e3,
                (running - killed) / 1e3,
                (job.committedAfter(first).orElseThrow() - killed) / 1e3);
        System.out.println(row);
        return row;
    }

    private static OptionalLong stepAfter(LargeStateJob job, LifecycleStep step, long millis) throws Exception {
        return job.events().stream()
                .filter(event -> event.step() == step)
                .mapToLong(LifecycleEvent::wallMillis)
                .filter(time -> time > millis)
                .min();
    }

    private static OptionalLong firstAfter(LargeStateJob job, long millis) throws Exception {
        return job.times(LargeStateProgram.FIRST).stream()
                .mapToLong(Long::longValue)
                .filter(time -> time > millis)
                .min();
    }
}

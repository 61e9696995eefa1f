package io.yarnflink.figures;

import io.yarnflink.figures.LargeStateJob.Completed;
import io.yarnflink.figures.LargeStateJob.Work;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** How long checkpoints take, what they write, and for how long tasks stand still, by number of keys. */
final class CheckpointTimes {
    private static final int PASSED_OVER = 5;
    private static final int MEASURED = 30;
    private static final long CHANGES = 100_000;

    private final FiguresCluster cluster;

    CheckpointTimes(FiguresCluster cluster) {
        this.cluster = cluster;
    }

    static String header() {
        return "| keys | backend | storage | duration, ms: p50, p99 | written, MB: p50 | state, MB | pause, ms: p50, p99 |\n"
                + "|---|---|---|---|---|---|---|";
    }

    /** {@code folder}: of checkpoints; the job changes 100,000 keys from one to the next. */
    String measure(long keys, String backend, String folder) throws Exception {
        int seconds = keys > 2_000_000 ? 2 : 1;
        LargeStateJob job = new LargeStateJob(
                cluster,
                new Work(
                        keys,
                        0,
                        CHANGES / seconds,
                        // Files that are closed at each checkpoint would hide how long state takes.
                        false,
                        List.of(
                                "-s",
                                "2",
                                "-Dstate.backend.type=" + backend,
                                "-Dexecution.checkpointing.dir=" + folder,
                                "-Dtaskmanager.memory.process.size=" + (keys > 2_000_000 ? "6g" : "3g"),
                                "-Dexecution.checkpointing.interval=" + seconds + "s")));
        job.awaitFilled();
        job.awaitCheckpoints(PASSED_OVER);
        List<Completed> measured = job.awaitCheckpoints(MEASURED);
        job.cancel();
        return String.format(
                Locale.ROOT,
                "| %,d | %s | %s | %d, %d | %.1f | %.1f | %.1f, %.1f |",
                keys,
                backend,
                folder.substring(0, 4),
                percentile(measured, Completed::millis, 50),
                percentile(measured, Completed::millis, 99),
                percentile(measured, Completed::written, 50) / 1e6,
                percentile(measured, completed -> completed.written() + completed.referenced(), 50) / 1e6,
                percentile(measured, Completed::pauseMicros, 50) / 1e3,
                percentile(measured, Completed::pauseMicros, 99) / 1e3);
    }

    private static long percentile(List<Completed> all, ToLongFunction<Completed> figure, int percent) {
        long[] sorted = all.stream().mapToLong(figure).sorted().toArray();
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}

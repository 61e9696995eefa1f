package io.yarnflink.taskmanager.operators.time;

import io.yarnflink.api.eventtime.WatermarkAlignmentParams;
import io.yarnflink.taskmanager.chain.ProcessingTimed;
import io.yarnflink.taskmanager.chain.TaskEnvironment;
import io.yarnflink.taskmanager.chain.WatermarkReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Holds a source back that runs ahead of its watermark group: it reports how far it has come and is told how far it may
 * go. Task thread only, but for the answers.
 */
public final class SourceAlignment {
    private static final long NEVER = Long.MAX_VALUE;

    private final WatermarkAlignmentParams params;
    private final TaskEnvironment environment;
    private final TimedSourceOutput<?> output;
    private long nextReport;
    private boolean splitsPause = true;
    private Set<String> paused = Set.of();
    private volatile boolean asked;
    private volatile long bound = NEVER;

    /** Pauses and resumes splits; throws UnsupportedOperationException when the reader cannot. */
    public interface Splits {
        void pauseOrResume(Collection<String> toPause, Collection<String> toResume);
    }

    public SourceAlignment(WatermarkAlignmentParams params, TaskEnvironment environment, TimedSourceOutput<?> output) {
        this.params = params;
        this.environment = environment;
        this.output = output;
        nextReport = params.isEnabled()
                ? ProcessingTimed.lastFullMillisecond(environment.process().clock())
                : NEVER;
    }

    /** When the group is told next; {@code Long.MAX_VALUE} when there is none. */
    public long nextReport() {
        return nextReport;
    }

    public void reportDue(long now) {
        if (now < nextReport) {
            return;
        }
        nextReport = now + params.getUpdateInterval();
        if (!asked) {
            asked = true;
            environment
                    .gateway()
                    .reportWatermark(new WatermarkReport(
                            params.getWatermarkGroup(),
                            output.watermark(),
                            output.isIdle(),
                            params.getMaxAllowedWatermarkDrift()))
                    .whenComplete((answer, failure) -> {
                        if (failure == null) {
                            bound = answer;
                        }
                        asked = false;
                        environment.turns().wake();
                    });
        }
    }

    /** Whether nothing is to be read now; of several splits, those ahead are paused if their reader can do that. */
    public boolean holdsBack(Splits splits) {
        long limit = bound;
        if (limit == NEVER && paused.isEmpty()) {
            return false;
        }
        output.emitBeyond(limit);
        boolean all = output.watermark() > limit && !output.isIdle();
        if (splitsPause && (output.splits() > 1 || !paused.isEmpty())) {
            pauseAhead(splits, output.splitsBeyond(limit));
        }
        output.pause(all, paused);
        return all;
    }

    private void pauseAhead(Splits splits, Set<String> ahead) {
        if (ahead.equals(paused)) {
            return;
        }
        List<String> toPause = new ArrayList<>(ahead);
        toPause.removeAll(paused);
        List<String> toResume = new ArrayList<>(paused);
        toResume.removeAll(ahead);
        try {
            splits.pauseOrResume(toPause, toResume);
            paused = ahead;
        } catch (UnsupportedOperationException e) {
            // The reader as a whole waits then, once its slowest split is ahead.
            splitsPause = false;
        }
    }
}

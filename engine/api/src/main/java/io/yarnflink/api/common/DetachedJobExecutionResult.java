package io.yarnflink.api.common;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What {@code execute()} returns when nobody waits for the job: its id and nothing else. */
public final class DetachedJobExecutionResult extends JobExecutionResult {
    public DetachedJobExecutionResult(JobID jobId) {
        super(jobId, 0, Map.of());
    }

    @Override
    public long getNetRuntime() {
        throw notThere("run time");
    }

    @Override
    public long getNetRuntime(TimeUnit unit) {
        throw notThere("run time");
    }

    @Override
    public <V> @Nullable V getAccumulatorResult(String accumulatorName) {
        throw notThere("accumulators");
    }

    @Override
    public Map<String, Object> getAllAccumulatorResults() {
        throw notThere("accumulators");
    }

    private IllegalStateException notThere(String what) {
        return new IllegalStateException("The " + what + " of job " + getJobID() + " cannot be read here: it was"
                + " submitted detached, so this program does not wait for its end. Submit without --detached");
    }
}

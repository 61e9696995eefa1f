package io.yarnflink.api.common;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The result of a finished job: its run time and the values its accumulators ended with. */
public class JobExecutionResult {
    private final JobID jobId;
    private final Duration runtime;
    private final Map<String, Object> accumulators;

    public JobExecutionResult(JobID jobId, Duration runtime, Map<String, Object> accumulators) {
        this.jobId = jobId;
        this.runtime = runtime;
        this.accumulators = Map.copyOf(accumulators);
    }

    public JobID getJobID() {
        return jobId;
    }

    /** Milliseconds from the job's start in the JobMaster to its end. */
    public long getNetRuntime() {
        return runtime.toMillis();
    }

    public long getNetRuntime(TimeUnit unit) {
        return unit.convert(runtime);
    }

    /** The value of one accumulator, null when the job has none of that name. */
    @SuppressWarnings("unchecked") // The caller names the type that the accumulator was registered with.
    public <V> @Nullable V getAccumulatorResult(String accumulatorName) {
        return (V) getAllAccumulatorResults().get(accumulatorName);
    }

    public Map<String, Object> getAllAccumulatorResults() {
        return accumulators;
    }
}

package io.yarnflink.api.common;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The result of a finished job: its run time and the values its accumulators ended with. */
public class JobExecutionResult extends JobSubmissionResult {
    private final long runtimeMillis;
    private final Map<String, OptionalFailure<Object>> accumulators;

    public JobExecutionResult(JobID jobId, long netRuntime, Map<String, OptionalFailure<Object>> accumulators) {
        super(jobId);
        this.runtimeMillis = netRuntime;
        this.accumulators = Map.copyOf(accumulators);
    }

    /** The result that a submission came to; fails when nobody waited for it. */
    public static JobExecutionResult fromJobSubmissionResult(JobSubmissionResult result) {
        return result.getJobExecutionResult();
    }

    @Override
    public boolean isJobExecutionResult() {
        return true;
    }

    @Override
    public JobExecutionResult getJobExecutionResult() {
        return this;
    }

    /** Milliseconds from the job's start in the JobMaster to its end. */
    public long getNetRuntime() {
        return runtimeMillis;
    }

    public long getNetRuntime(TimeUnit unit) {
        return unit.convert(runtimeMillis, TimeUnit.MILLISECONDS);
    }

    /** The value of one accumulator, null when the job has none of that name. */
    @SuppressWarnings("unchecked") // The caller names the type that the accumulator was registered with.
    public <V> @Nullable V getAccumulatorResult(String accumulatorName) {
        OptionalFailure<Object> result = accumulators.get(accumulatorName);
        return result == null ? null : (V) result.getUnchecked();
    }

    public @Nullable Integer getIntCounterResult(String accumulatorName) {
        Object result = getAccumulatorResult(accumulatorName);
        if (result != null && !(result instanceof Integer)) {
            throw new ClassCastException("Accumulator '" + accumulatorName + "' of job " + getJobID()
                    + " is no int counter: its value is a " + result.getClass().getName());
        }
        return (Integer) result;
    }

    /** All values by name; fails if the values of one accumulator cannot be merged. */
    public Map<String, Object> getAllAccumulatorResults() {
        Map<String, Object> results = new HashMap<>();
        accumulators.forEach((name, result) -> results.put(name, result.getUnchecked()));
        return Collections.unmodifiableMap(results);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder()
                .append("Job ")
                .append(getJobID())
                .append(" finished after ")
                .append(runtimeMillis)
                .append(" ms");
        new TreeMap<>(accumulators)
                .forEach((name, result) -> text.append("\n- ")
                        .append(name)
                        .append(": ")
                        .append(result.isFailure() ? "not merged" : result.getUnchecked()));
        return text.toString();
    }
}

package io.yarnflink.rest.archive;

import io.yarnflink.api.common.JobStatus;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How an application ended; times in milliseconds since the epoch. Stored once, never changed. */
public record Outcome(
        String applicationId,
        String jobId,
        String name,
        Ending ending,
        long startedAt,
        long endedAt,
        Map<String, Long> counters) {

    public Outcome {
        counters = Collections.unmodifiableMap(new TreeMap<>(counters));
    }

    /** The job's last state and why; {@code cause} is one line, {@code detail} a stack trace, both empty if all went well. */
    public record Ending(JobStatus state, ExitCode code, String cause, String detail) {
        public Ending {
            if (!state.isGloballyTerminalState()) {
                throw new IllegalArgumentException("an outcome must be a terminal state, not " + state);
            }
        }
    }
}

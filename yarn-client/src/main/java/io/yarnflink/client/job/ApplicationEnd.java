package io.yarnflink.client.job;

import io.yarnflink.client.hadoop.Staging;
import io.yarnflink.client.hadoop.Yarn;
import io.yarnflink.client.outcome.ClientException;
import java.time.Duration;

/** Sees to it that an application whose job has ended leaves nothing behind: no container, no staging. */
public final class ApplicationEnd {
    /**
     * How long an application whose job has ended may take to end in YARN: more than the minute for which the JobMaster
     * keeps results that nobody fetches, and the time its TaskManagers have to stop.
     */
    public static final Duration IN_ORDER = Duration.ofSeconds(90);

    private static final Duration POLL = Duration.ofMillis(100);

    private final Yarn yarn;
    private final Staging staging;
    private final Pace pace;

    public ApplicationEnd(Yarn yarn, Staging staging, Pace pace) {
        this.yarn = yarn;
        this.staging = staging;
        this.pace = pace;
    }

    /** Waits for the end in YARN, kills what has not ended after {@code patience}, and removes the staging. */
    public void await(String applicationId, Duration patience) throws ClientException, InterruptedException {
        if (!ended(applicationId, patience)) {
            yarn.kill(applicationId);
            ended(applicationId, patience);
        }
        staging.remove(applicationId);
    }

    private boolean ended(String applicationId, Duration patience) throws ClientException, InterruptedException {
        long deadline = pace.clock().nanos() + patience.toNanos();
        while (!yarn.status(applicationId).phase().ended()) {
            if (pace.clock().nanos() - deadline > 0) {
                return false;
            }
            pace.pause(POLL);
        }
        return true;
    }
}

package io.yarnflink.client;

import io.yarnflink.api.time.Clock;
import io.yarnflink.client.hadoop.Staging;
import io.yarnflink.client.hadoop.Yarn;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.staging.ApplicationStaging.Staged;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes, beside other work and for a few seconds at most, what applications left staged that nobody ended in order. */
public final class StagingSweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StagingSweep.class);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    /** What YARN does not know may be about to be submitted, by another process. */
    private static final Duration UNKNOWN_STAYS = Duration.ofHours(24);

    private final Cluster cluster;
    private final Clock clock;
    private final Future<?> running;

    private StagingSweep(Cluster cluster, Clock clock, ExecutorService threads) {
        this.cluster = cluster;
        this.clock = clock;
        running = threads.submit(this::run);
    }

    /** Returns at once; whoever does not close the sweep leaves it to itself. */
    public static StagingSweep start(Cluster cluster, Clock clock, ExecutorService threads) {
        return new StagingSweep(cluster, clock, threads);
    }

    private void run() {
        long end = clock.nanos() + LONGEST.toNanos();
        try {
            Staging staging = cluster.staging();
            Yarn yarn = cluster.yarn();
            for (Staged staged : staging.staged()) {
                if (clock.nanos() - end >= 0) {
                    LOG.debug("the next sweep goes on with {}", staged.applicationId());
                    return;
                }
                if (hasEnded(yarn, staged)) {
                    staging.remove(staged.applicationId());
                    LOG.debug("{} had ended and left its staging behind", staged.applicationId());
                }
            }
        } catch (ClientException | RuntimeException e) {
            LOG.debug("what ended applications left staged is not removed this time", e);
        }
    }

    private boolean hasEnded(Yarn yarn, Staged staged) throws ClientException {
        try {
            return yarn.status(staged.applicationId()).phase().ended();
        } catch (ClientException e) {
            if (e.code() != ExitCode.NOT_FOUND) {
                throw e;
            }
            return clock.wallMillis() - staged.changedAt() > UNKNOWN_STAYS.toMillis();
        }
    }

    /** Waits for the sweep, no longer than it may take. */
    @Override
    public void close() throws InterruptedException {
        try {
            running.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            running.cancel(true);
            LOG.debug("the sweep of staging folders was cut off", e);
        }
    }
}

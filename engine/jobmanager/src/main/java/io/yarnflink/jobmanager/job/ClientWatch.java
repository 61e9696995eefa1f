package io.yarnflink.jobmanager.job;

import io.yarnflink.api.configuration.ClientOptions;
import io.yarnflink.api.time.Clock;
import io.yarnflink.jobmanager.execution.JobFailure;
import io.yarnflink.transport.endpoint.MainThread;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Finds that the client of a job is gone which fetches the job's results: it would wait for ever. A client lives that
 * fetches results or waits for the job's end. JobMaster's main thread only.
 */
final class ClientWatch {
    private final Duration timeout;
    private final MainThread mainThread;
    private final Clock clock;
    private final Consumer<JobFailure> lost;
    private long heardNanos;

    ClientWatch(Duration timeout, MainThread mainThread, Clock clock, Consumer<JobFailure> lost) {
        this.timeout = timeout;
        this.mainThread = mainThread;
        this.clock = clock;
        this.lost = lost;
        this.heardNanos = clock.nanos();
    }

    void heard() {
        heardNanos = clock.nanos();
    }

    /** Looks again when the client may have been silent for too long. */
    void check() {
        Duration silence = Duration.ofNanos(clock.nanos() - heardNanos);
        if (silence.compareTo(timeout) < 0) {
            mainThread.schedule(timeout.minus(silence), this::check);
        } else {
            lost.accept(JobFailure.clientLost("the client that fetches the results has not been heard for "
                    + silence.toSeconds() + " s: it ended without a word or is cut off ("
                    + ClientOptions.HEARTBEAT_TIMEOUT.key() + ")"));
        }
    }
}

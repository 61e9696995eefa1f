package io.yarnflink.taskmanager.task;

import io.yarnflink.api.time.Clock;
import io.yarnflink.state.checkpoint.CorruptCheckpointException;
import io.yarnflink.state.storage.UnusableFolderException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a task goes on from, and tries again while the storage is away for a moment: a restart of the job would find it
 * no better. Task thread only.
 */
final class PatientRestore {
    private static final Logger LOG = LoggerFactory.getLogger(PatientRestore.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TaskPlan plan;
    private final Clock clock;
    private long pauseNanos = FIRST_PAUSE.toNanos();
    private long failingSince;
    private long againAt;
    private boolean failed;

    PatientRestore(TaskPlan plan, Clock clock) {
        this.plan = plan;
        this.clock = clock;
    }

    /** Empty when it is to be tried again after {@link #waitNanos}. */
    Optional<SavedState> read() throws IOException {
        try {
            return Optional.of(plan.savedState());
        } catch (IOException e) {
            long now = clock.nanos();
            if (!failed) {
                failed = true;
                failingSince = now;
            }
            if (isLasting(e) || now - failingSince > PATIENCE.toNanos()) {
                throw e;
            }
            LOG.warn("{} {} Will try again", plan.description().getExecutionId(), e.getMessage());
            againAt = now + pauseNanos;
            pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE.toNanos());
            return Optional.empty();
        }
    }

    private static boolean isLasting(IOException failure) {
        Throwable cause = failure.getCause();
        return cause instanceof CorruptCheckpointException
                || cause instanceof NoSuchFileException
                || cause instanceof AccessDeniedException
                || cause instanceof UnusableFolderException;
    }

    long waitNanos() {
        return Math.max(0, againAt - clock.nanos());
    }
}

package io.yarnflink.am;

import io.yarnflink.rest.archive.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of the job that an earlier attempt may have stored; looked for again as long as the archive is away. */
final class EarlierEnd {
    private static final Logger LOG = LoggerFactory.getLogger(EarlierEnd.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(16);
    /** An archive that cannot be read for more than ten minutes is broken rather than away. */
    private static final int TRIES = 40;

    private final String applicationId;
    private final ApplicationEnd.ArchiveOpening archive;
    private final Executor io;
    private final Later later;

    /** An executor that begins after a pause. */
    @FunctionalInterface
    interface Later {
        Executor after(Duration pause);
    }

    EarlierEnd(String applicationId, ApplicationEnd.ArchiveOpening archive, Executor io, Later later) {
        this.applicationId = applicationId;
        this.archive = archive;
        this.io = io;
        this.later = later;
    }

    static EarlierEnd of(Application application) {
        Executor io = application.process().io();
        return new EarlierEnd(
                application.id(),
                application::archive,
                io,
                pause -> CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, io));
    }

    /** Completes with it, or exceptionally when it can never be told; on any thread. */
    CompletableFuture<Optional<Outcome>> find() {
        CompletableFuture<Optional<Outcome>> found = new CompletableFuture<>();
        io.execute(() -> look(found, FIRST_PAUSE, TRIES));
        return found;
    }

    private void look(CompletableFuture<Optional<Outcome>> found, Duration pause, int tries) {
        try {
            found.complete(archive.open().outcome(applicationId));
        } catch (IOException e) {
            if (tries == 1) {
                found.completeExceptionally(e);
                return;
            }
            LOG.warn("{}: it cannot be told whether it has ended, will look again: {}", applicationId, e.toString());
            Duration twice = pause.multipliedBy(2);
            Duration next = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
            later.after(pause).execute(() -> look(found, next, tries - 1));
        } catch (RuntimeException | LinkageError e) {
            found.completeExceptionally(e);
        }
    }
}

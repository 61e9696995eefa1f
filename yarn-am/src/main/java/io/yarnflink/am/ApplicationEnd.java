package io.yarnflink.am;

import io.yarnflink.api.common.JobStatus;
import io.yarnflink.api.faults.FailPoint;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.rest.archive.JobArchive;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.transport.events.LifecycleEvent;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last steps of an application: what YARN does not learn of is left to the next attempt; may block. */
final class ApplicationEnd {
    private static final Logger LOG = LoggerFactory.getLogger(ApplicationEnd.class);
    private static final int LONGEST_DIAGNOSTICS = 4000;

    private final ArchiveOpening archive;
    private final Unregistration yarn;
    private final List<Removal> leftovers;
    private volatile boolean stored;

    /** Opens the archive, and with it HDFS, when it is needed. */
    @FunctionalInterface
    interface ArchiveOpening {
        JobArchive open() throws IOException;
    }

    /** Tells YARN that the application ended. */
    @FunctionalInterface
    interface Unregistration {
        void unregister(FinalApplicationStatus status, String diagnostics) throws IOException;
    }

    /** Removes something of the application that no next attempt needs, if it is there. */
    @FunctionalInterface
    interface Removal {
        void remove() throws IOException;
    }

    ApplicationEnd(ArchiveOpening archive, Unregistration yarn, List<Removal> leftovers) {
        this.archive = archive;
        this.yarn = yarn;
        this.leftovers = leftovers;
    }

    /**
     * Stores the outcome and returns the one that counts: an outcome stored before, by an attempt whose end was cut off,
     * stays.
     */
    Outcome store(Outcome outcome) {
        FailPoint.hit("A14");
        try {
            JobArchive opened = archive.open();
            boolean first = opened.storeOutcome(outcome);
            stored = true;
            return first ? outcome : opened.outcome(outcome.applicationId()).orElse(outcome);
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.error("{} ends without a stored result: {}", outcome.applicationId(), e, e);
            return outcome;
        }
    }

    /** Whether a next attempt would find an outcome; until then it would go on from what this one has. Any thread. */
    boolean isStored() {
        return stored;
    }

    /** As {@link #store} on another thread; whatever happens there, and if there is none, the future completes. */
    CompletableFuture<Outcome> storeOn(Executor io, Outcome outcome) {
        try {
            return CompletableFuture.supplyAsync(() -> store(outcome), io);
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Unregisters with the stored outcome, closes the event log and, once YARN has agreed, removes what is left. */
    void leave(Outcome stored, ArchivedEvents events, Supplier<LifecycleEvent> unregistered) {
        boolean known = unregister(stored);
        if (known) {
            events.append(unregistered.get());
        }
        events.close().join();
        if (known) {
            FailPoint.hit("A16");
            leftovers.forEach(each -> remove(each, stored));
        }
    }

    private boolean unregister(Outcome stored) {
        FailPoint.hit("A15");
        try {
            yarn.unregister(status(stored.ending().state()), diagnostics(stored.ending()));
            return true;
        } catch (IOException | RuntimeException e) {
            // YARN takes this attempt for lost; the next one needs the staging to start, and ends with what is stored.
            LOG.error("{} could not be unregistered and keeps its staging: {}", stored.applicationId(), e, e);
            return false;
        }
    }

    private static void remove(Removal leftover, Outcome stored) {
        try {
            leftover.remove();
        } catch (IOException | RuntimeException e) {
            LOG.error("{} leaves something behind: {}", stored.applicationId(), e, e);
        }
    }

    private static FinalApplicationStatus status(JobStatus state) {
        return switch (state) {
            case FINISHED -> FinalApplicationStatus.SUCCEEDED;
            case CANCELED -> FinalApplicationStatus.KILLED;
            case INITIALIZING, CREATED, RUNNING, FAILING, FAILED, CANCELLING, RESTARTING ->
                FinalApplicationStatus.FAILED;
        };
    }

    /** One line that begins with the code, for tools that see nothing but YARN. */
    private static String diagnostics(Outcome.Ending ending) {
        if (ending.code() == ExitCode.OK) {
            return "";
        }
        String line = "[" + ending.code() + "] " + ending.cause().replaceAll("\\s*\\R\\s*", " ");
        return line.length() > LONGEST_DIAGNOSTICS ? line.substring(0, LONGEST_DIAGNOSTICS) + "..." : line;
    }
}

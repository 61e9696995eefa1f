package io.yarnflink.am;

import io.yarnflink.rest.archive.JobArchive;
import io.yarnflink.transport.events.EventLog;
import io.yarnflink.transport.events.LifecycleEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event log of one attempt, written to the archive on an I/O executor, in the order appended; what cannot be written is
 * tried again with the next event. Any thread.
 */
final class ArchivedEvents implements EventLog {
    private static final Logger LOG = LoggerFactory.getLogger(ArchivedEvents.class);

    /** More than these do not wait for an archive that cannot be written. */
    private static final int MOST_WAITING = 1_000;

    private final Opening opening;
    private final Executor io;
    private final List<LifecycleEvent> waiting = new ArrayList<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private boolean writing;
    private boolean closing;
    /** The I/O executor's alone: at most one {@link #write} runs at a time. */
    private JobArchive.@Nullable EventAppender appender;

    /** Opens the archive, which takes a while, on the I/O executor. */
    @FunctionalInterface
    interface Opening {
        JobArchive.EventAppender open() throws IOException;
    }

    ArchivedEvents(Opening opening, Executor io) {
        this.opening = opening;
        this.io = io;
    }

    @Override
    public void append(LifecycleEvent event) {
        LOG.info("{} {} {}", event.step(), event.component(), event.ids());
        synchronized (waiting) {
            if (closing) {
                return;
            }
            waiting.add(event);
            wake();
        }
    }

    /** Completes, also after a failure, once what was appended before is in the archive as far as it can be. */
    CompletableFuture<Void> close() {
        synchronized (waiting) {
            closing = true;
            wake();
        }
        return closed;
    }

    private void wake() {
        if (!writing) {
            writing = true;
            io.execute(this::write);
        }
    }

    private void write() {
        try {
            writeWaiting();
        } catch (Throwable e) {
            // Whoever ends the application waits for this log, also when a class could not be loaded here.
            end();
            throw e;
        }
    }

    private void end() {
        synchronized (waiting) {
            closing = true;
            waiting.clear();
        }
        closed.complete(null);
    }

    private void writeWaiting() {
        while (true) {
            List<LifecycleEvent> batch;
            synchronized (waiting) {
                if (waiting.isEmpty()) {
                    writing = false;
                    if (!closing) {
                        return;
                    }
                    break;
                }
                batch = List.copyOf(waiting);
                waiting.clear();
            }
            if (!append(batch) && waitsForMore(batch)) {
                return;
            }
        }
        close(appender);
        closed.complete(null);
    }

    /** Keeps what could not be written until there is more to write; false when that will not be. */
    private boolean waitsForMore(List<LifecycleEvent> batch) {
        synchronized (waiting) {
            if (closing) {
                waiting.clear();
                return false;
            }
            waiting.addAll(0, batch);
            if (waiting.size() > MOST_WAITING) {
                // What began the outage says more than what it led to, and the latest event most of all.
                List<LifecycleEvent> dropped = waiting.subList(MOST_WAITING - 1, waiting.size() - 1);
                LOG.warn(
                        "{} events are left out of the event log, from {} on",
                        dropped.size(),
                        dropped.get(0).step());
                dropped.clear();
            }
            writing = false;
            return true;
        }
    }

    private boolean append(List<LifecycleEvent> batch) {
        try {
            if (appender == null) {
                appender = opening.open();
            }
            appender.append(batch);
            return true;
        } catch (IOException | RuntimeException e) {
            // The job is worth more than its event log.
            LOG.warn(
                    "the event log cannot be written now, from {}: {}",
                    batch.get(0).step(),
                    e,
                    e);
            return false;
        }
    }

    private static void close(JobArchive.@Nullable EventAppender opened) {
        if (opened != null) {
            try {
                opened.close();
            } catch (IOException | RuntimeException e) {
                LOG.warn("the event log could not be closed: {}", e, e);
            }
        }
    }
}

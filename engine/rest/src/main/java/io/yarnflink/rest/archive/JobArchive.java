package io.yarnflink.rest.archive;

import io.yarnflink.transport.events.LifecycleEvent;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Keeps the events and the outcome of applications, also of those that are gone; made for one writer, may block. */
public interface JobArchive {
    /** The writer under which a submitting client keeps its events. */
    String CLIENT = "client";

    /** The writer under which an ApplicationMaster attempt keeps its events: no two attempts write one file. */
    static String attempt(long epoch) {
        return String.valueOf(epoch);
    }

    /** Opens this writer's part of an application's event log; a part is written once and never appended to again. */
    EventAppender openEvents(String applicationId) throws IOException;

    /** All events, also of parts still being written: the client's, then each attempt's, each in the order appended. */
    List<LifecycleEvent> events(String applicationId) throws IOException;

    /** Stores the outcome, once: false when one is stored already, which then stays. */
    boolean storeOutcome(Outcome outcome) throws IOException;

    Optional<Outcome> outcome(String applicationId) throws IOException;

    /** The ids of all applications kept, sorted. */
    List<String> applications() throws IOException;

    /** Appends to one part of an event log; one thread at a time. */
    interface EventAppender extends AutoCloseable {
        /** Returns once readers can see the events. */
        void append(List<LifecycleEvent> events) throws IOException;

        @Override
        void close() throws IOException;
    }
}

package io.yarnflink.api.connector.source;

/** An enumerator that wants to know which attempt of a reader an event comes from. */
public interface SupportsHandleExecutionAttemptSourceEvent {
    /** Called instead of the enumerator's method without an attempt. */
    void handleSourceEvent(int subtaskId, int attemptNumber, SourceEvent sourceEvent);
}

package io.yarnflink.transport.events;

/** The steps of an application, in their order. */
public enum LifecycleStep {
    CLIENT_JOB_GRAPH,
    CLIENT_STAGED,
    CLIENT_SUBMITTED,
    AM_STARTED,
    JM_STARTED,
    SLOTS_REQUESTED,
    CONTAINERS_REQUESTED,
    CONTAINER_STARTED,
    TM_STARTED,
    TM_REGISTERED,
    SLOTS_OFFERED,
    TASKS_DEPLOYED,
    /** Names the checkpoint that the job went on from, if it did. */
    JOB_RUNNING,
    /** A failure was met, and what depends on it begins again: only after one, and after JOB_RUNNING another one follows. */
    JOB_RESTARTING,
    /** The first record reached a sink or left a chain; not a step of the flow, but what submitters wait for. */
    FIRST_RECORD,
    JOB_FINISHED,
    APP_UNREGISTERED
}

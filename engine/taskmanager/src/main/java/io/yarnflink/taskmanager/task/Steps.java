package io.yarnflink.taskmanager.task;

/** Work that is done in steps, always by one thread at a time. */
public interface Steps {
    /** Works for about a millisecond and returns; throws nothing. */
    Progress step();

    /** After an idle step: for how many nanoseconds nothing is to be done unless the task is woken. */
    long idleNanos();
}

package io.yarnflink.jobmanager.job;

import io.yarnflink.jobmanager.execution.JobState;
import io.yarnflink.jobmanager.slots.Slot;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The JobMaster as its scheduler sees it: hears of each state, and knows what is not the scheduler's. */
interface JobOwner {
    void became(JobState before, JobState now);

    /** The job is about to be that; completes, on the main thread, when its end is stored. */
    CompletableFuture<Void> ending(JobState terminal);

    /** Whether an earlier leader has stored its end; completes on the main thread. */
    CompletableFuture<Boolean> hasEnded();

    /** All slots that the job needs; empty while some are missing. */
    Optional<Collection<Slot>> slots();

    /** What of the job cannot begin again, if anything. */
    Optional<String> irrevocable();

    /** These vertices begin again: what came of them before is void. */
    void restarting(Set<Integer> vertices);

    /** There is a newer leader. */
    void superseded(String cause);
}

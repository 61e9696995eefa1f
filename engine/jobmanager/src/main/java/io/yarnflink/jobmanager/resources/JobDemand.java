package io.yarnflink.jobmanager.resources;

import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.rpc.Address;
import org.jspecify.annotations.Nullable;

/** How many slots a job declared, and until when they must be there. ResourceManager's main thread only. */
final class JobDemand {
    private final String jobId;
    private final Address jobMaster;
    private int required;
    private boolean givenUp;
    private MainThread.@Nullable Timer deadline;

    JobDemand(String jobId, Address jobMaster) {
        this.jobId = jobId;
        this.jobMaster = jobMaster;
    }

    String jobId() {
        return jobId;
    }

    Address jobMaster() {
        return jobMaster;
    }

    int required() {
        return required;
    }

    /** Asks for so many, though it may have been given up before. */
    void require(int slots) {
        required = slots;
        givenUp = false;
    }

    /** Nothing is asked for on its behalf any more: it was told that its slots will not come, or is about to end. */
    void giveUp() {
        givenUp = true;
        stopClock();
    }

    boolean isGivenUp() {
        return givenUp;
    }

    boolean isTimed() {
        return deadline != null;
    }

    void startClock(MainThread.Timer timer) {
        deadline = timer;
    }

    void stopClock() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }
}

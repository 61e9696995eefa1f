package io.yarnflink.jobmanager.resources;

import io.yarnflink.transport.endpoint.MainThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when slots that are missing will not come: they take too long, containers keep failing to start, or none can be
 * had at all. ResourceManager's main thread only.
 */
final class SlotShortage {
    private static final Logger LOG = LoggerFactory.getLogger(SlotShortage.class);

    private final ResourceConfig config;
    private final MainThread mainThread;
    private final SlotLedger ledger;
    private final Containers containers;
    private final Listener listener;
    private int startFailuresInRow;

    /** Tells a job, once, that its missing slots will not come. */
    @FunctionalInterface
    interface Listener {
        void unavailable(JobDemand demand, String cause, String code);
    }

    SlotShortage(
            ResourceConfig config, MainThread mainThread, SlotLedger ledger, Containers containers, Listener listener) {
        this.config = config;
        this.mainThread = mainThread;
        this.ledger = ledger;
        this.containers = containers;
        this.listener = listener;
    }

    /** Starts and stops the jobs' clocks, after every change. */
    void watch() {
        for (JobDemand demand : ledger.demands()) {
            if (ledger.missing(demand) == 0) {
                demand.stopClock();
            } else if (!demand.isTimed()) {
                demand.startClock(mainThread.schedule(config.slotRequestTimeout(), () -> timedOut(demand)));
            }
        }
    }

    private void timedOut(JobDemand demand) {
        giveUp(
                demand,
                "asked for " + demand.required() + " slots, got " + ledger.held(demand.jobId()) + " within "
                        + config.slotRequestTimeout().toSeconds() + " s (" + containers.starting()
                        + " containers are starting, " + containers.wanted() + " were not granted)",
                "RESOURCES");
    }

    /** A TaskManager registered: containers do start. */
    void started() {
        startFailuresInRow = 0;
    }

    void startFailed(String cause, String code) {
        startFailuresInRow++;
        LOG.warn(
                "start failure {} of {} in a row: {}",
                startFailuresInRow,
                config.starts().maxInRow(),
                cause);
        if (startFailuresInRow >= config.starts().maxInRow()) {
            giveUpAll(
                    startFailuresInRow + " containers in a row failed to start a TaskManager; the last one: " + cause,
                    code);
            startFailuresInRow = 0;
        }
    }

    /** Nothing more comes for any job that misses slots. */
    void giveUpAll(String cause, String code) {
        ledger.demands().stream()
                .filter(demand -> ledger.missing(demand) > 0)
                .forEach(demand -> giveUp(demand, cause, code));
    }

    private void giveUp(JobDemand demand, String cause, String code) {
        LOG.error("{} gets no slots: {}", demand.jobId(), cause);
        demand.giveUp();
        listener.unavailable(demand, cause, code);
    }
}

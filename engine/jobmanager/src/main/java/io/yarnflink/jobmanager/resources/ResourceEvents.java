package io.yarnflink.jobmanager.resources;

import io.yarnflink.api.time.Clock;
import io.yarnflink.transport.events.EventLog;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.events.LifecycleStep;
import io.yarnflink.transport.protocol.RegisterTaskManager;
import java.util.Map;

/** Writes the steps of containers and TaskManagers to the event log. ResourceManager's main thread only. */
final class ResourceEvents {
    private static final String RESOURCE_MANAGER = "ResourceManager";

    private final EventLog log;
    private final Clock clock;
    private final String host;

    ResourceEvents(EventLog log, Clock clock, String host) {
        this.log = log;
        this.clock = clock;
        this.host = host;
    }

    void containersRequested(int count) {
        log.append(new LifecycleEvent(
                LifecycleStep.CONTAINERS_REQUESTED,
                RESOURCE_MANAGER,
                host,
                clock.wallMillis(),
                Map.of("containers", String.valueOf(count))));
    }

    /** The moment of the order, not of YARN's answer: a quick TaskManager is there before that. */
    void containerStarted(String containerId, String containerHost) {
        log.append(new LifecycleEvent(
                LifecycleStep.CONTAINER_STARTED,
                RESOURCE_MANAGER,
                containerHost,
                clock.wallMillis(),
                Map.of("taskManagerId", containerId)));
    }

    /** The times are those of the TaskManager's clock. */
    void registered(RegisterTaskManager message) {
        ofTaskManager(LifecycleStep.TM_STARTED, message, message.getStartedAt());
        ofTaskManager(LifecycleStep.TM_REGISTERED, message, message.getRegisteredAt());
    }

    private void ofTaskManager(LifecycleStep step, RegisterTaskManager message, long wallMillis) {
        log.append(new LifecycleEvent(
                step,
                "TaskManager",
                message.getHost(),
                wallMillis,
                Map.of("taskManagerId", message.getTaskManagerId())));
    }
}

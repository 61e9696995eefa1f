package io.yarnflink.am.yarn;

import io.yarnflink.staging.launch.ContainerExit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.token.SecretManager;
import org.apache.hadoop.yarn.api.protocolrecords.RegisterApplicationMasterResponse;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.UpdatedContainer;
import org.apache.hadoop.yarn.client.api.AMRMClient.ContainerRequest;
import org.apache.hadoop.yarn.client.api.async.AMRMClientAsync;
import org.apache.hadoop.yarn.client.api.async.NMClientAsync;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** YARN through Hadoop's clients. Calls come from one thread; Hadoop's callbacks are translated and passed on. */
public final class HadoopYarn implements YarnCluster {
    private static final Logger LOG = LoggerFactory.getLogger(HadoopYarn.class);
    private static final Priority PRIORITY = Priority.newInstance(1);
    private static final int FIRST_POLL_MILLIS = 50;

    private final AMRMClientAsync<ContainerRequest> resourceManager;
    private final NMClientAsync nodeManagers;
    private final Resource size;
    private final Function<Container, ContainerLaunchContext> launches;
    private final Deque<ContainerRequest> open = new ArrayDeque<>();
    private final Map<String, Container> allocated = new ConcurrentHashMap<>();

    /** What ends the ApplicationMaster; called on Hadoop's threads. */
    public interface Fate {
        /** YARN has another attempt, or has killed the application: nothing may be done in its name any more. */
        void superseded();

        void yarnLost(Throwable cause);

        /** What becomes of an ApplicationMaster that YARN does not answer. */
        default void refused(Throwable cause) {
            // YARN forgets the token of an attempt that it has given up, for instance while that slept.
            if (cause instanceof SecretManager.InvalidToken) {
                superseded();
            } else {
                yarnLost(cause);
            }
        }
    }

    /** {@code launches} says how a TaskManager is started in a container. */
    public HadoopYarn(
            Configuration hadoop,
            Resource size,
            Function<Container, ContainerLaunchContext> launches,
            Listener listener,
            Fate fate) {
        this.size = size;
        this.launches = launches;
        resourceManager = AMRMClientAsync.createAMRMClientAsync(FIRST_POLL_MILLIS, new FromYarn(listener, fate));
        nodeManagers = NMClientAsync.createNMClientAsync(new FromNodeManagers(listener));
        resourceManager.init(hadoop);
        resourceManager.start();
        nodeManagers.init(hadoop);
        nodeManagers.start();
    }

    /** Tells YARN where the ApplicationMaster is reached; the answer holds the largest container there is. */
    public RegisterApplicationMasterResponse register(String host, int port) throws IOException {
        try {
            return resourceManager.registerApplicationMaster(host, port, "");
        } catch (YarnException e) {
            throw new IOException("YARN refused the ApplicationMaster: " + e.getMessage(), e);
        }
    }

    /** Ends the application for YARN, which then stops what containers are left. */
    public void unregister(FinalApplicationStatus status, String diagnostics) throws IOException {
        try {
            resourceManager.unregisterApplicationMaster(status, diagnostics, "");
        } catch (YarnException e) {
            throw new IOException("YARN refused the end of the application: " + e.getMessage(), e);
        }
    }

    @Override
    public void request(int containers) {
        for (int i = 0; i < containers; i++) {
            ContainerRequest request = new ContainerRequest(size, null, null, PRIORITY);
            open.add(request);
            resourceManager.addContainerRequest(request);
        }
        for (int i = 0; i > containers; i--) {
            resourceManager.removeContainerRequest(open.remove());
        }
    }

    @Override
    public void release(String containerId) {
        resourceManager.releaseAssignedContainer(ContainerId.fromString(containerId));
    }

    @Override
    public void start(String containerId) {
        Container container = allocated.get(containerId);
        if (container == null) {
            LOG.warn("{} ended before it was started", containerId);
            return;
        }
        nodeManagers.startContainerAsync(container, launches.apply(container));
    }

    @Override
    public void pollEvery(Duration interval) {
        resourceManager.setHeartbeatInterval((int) interval.toMillis());
    }

    private final class FromYarn extends AMRMClientAsync.AbstractCallbackHandler {
        private final Listener listener;
        private final Fate fate;

        FromYarn(Listener listener, Fate fate) {
            this.listener = listener;
            this.fate = fate;
        }

        @Override
        public void onContainersAllocated(List<Container> containers) {
            for (Container container : containers) {
                String id = container.getId().toString();
                allocated.put(id, container);
                listener.allocated(id, container.getNodeId().getHost());
            }
        }

        @Override
        public void onContainersCompleted(List<ContainerStatus> statuses) {
            for (ContainerStatus status : statuses) {
                String id = status.getContainerId().toString();
                allocated.remove(id);
                listener.completed(id, new ContainerExit(status.getExitStatus(), status.getDiagnostics()));
            }
        }

        @Override
        public void onShutdownRequest() {
            fate.superseded();
        }

        @Override
        public void onError(Throwable cause) {
            fate.refused(cause);
        }

        @Override
        public float getProgress() {
            return 0;
        }

        @Override
        public void onContainersUpdated(List<UpdatedContainer> containers) {}

        @Override
        public void onNodesUpdated(List<NodeReport> nodes) {}
    }

    @SuppressWarnings("deprecation") // Two of Hadoop's callbacks are deprecated, and abstract all the same.
    private static final class FromNodeManagers extends NMClientAsync.AbstractCallbackHandler {
        private final Listener listener;

        FromNodeManagers(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void onContainerStarted(ContainerId id, Map<String, ByteBuffer> services) {
            listener.started(id.toString());
        }

        @Override
        public void onStartContainerError(ContainerId id, Throwable cause) {
            listener.startFailed(
                    id.toString(),
                    String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
        }

        @Override
        public void onContainerStatusReceived(ContainerId id, ContainerStatus status) {}

        @Override
        public void onContainerStopped(ContainerId id) {}

        @Override
        public void onContainerResourceIncreased(ContainerId id, Resource resource) {}

        @Override
        public void onContainerResourceUpdated(ContainerId id, Resource resource) {}

        @Override
        public void onGetContainerStatusError(ContainerId id, Throwable cause) {}

        @Override
        public void onIncreaseContainerResourceError(ContainerId id, Throwable cause) {}

        @Override
        public void onUpdateContainerResourceError(ContainerId id, Throwable cause) {}

        @Override
        public void onStopContainerError(ContainerId id, Throwable cause) {}
    }
}

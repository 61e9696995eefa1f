package io.yarnflink.am.yarn;

import io.yarnflink.staging.launch.ContainerExit;
import java.time.Duration;

/** What YARN lets a registered ApplicationMaster do with containers; calls return at once. */
public interface YarnCluster {
    /** Asks for {@code containers} more, or that many fewer when negative. */
    void request(int containers);

    void release(String containerId);

    /** Starts a TaskManager in an allocated container. */
    void start(String containerId);

    /** How often YARN is asked what is new. */
    void pollEvery(Duration interval);

    /** What YARN tells; called on any thread, must only enqueue. */
    interface Listener {
        void allocated(String containerId, String host);

        void started(String containerId);

        void startFailed(String containerId, String cause);

        void completed(String containerId, ContainerExit exit);
    }
}

package io.yarnflink.jobmanager.resources;

import java.util.Map;

/** Where containers for TaskManagers come from: YARN, or a test. Calls return at once; what becomes of them is heard. */
public interface ContainerProvider {
    /** Begins; {@code listener} is called on any thread and must only enqueue. */
    void start(Listener listener);

    /** Sets how many containers are still wanted beyond those allocated; 0 withdraws what is open. */
    void want(int containers);

    /** Starts a TaskManager in an allocated container. */
    void launch(String containerId);

    /** Gives a container back, whatever runs in it; heard of as completed later, or never when unknown. */
    void release(String containerId);

    /** Hears what becomes of containers. */
    interface Listener {
        /** Once, before all else: what a leader before this one started that still runs, hosts by container. */
        void recovered(Map<String, String> containers);

        void allocated(String containerId, String host);

        /**
         * The container ended or could not be started; {@code cause} is one line for people, {@code code} the outcome of a
         * job that is lost with it, such as TASK_MANAGER_LOST or CONTAINER_MEMORY.
         */
        void completed(String containerId, String cause, String code);

        /** No container can be had at all: refused for good, with an outcome code such as RESOURCES or YARN. */
        void unavailable(String cause, String code);
    }
}

package io.yarnflink.am;

import io.yarnflink.staging.launch.LaunchEnvironment;
import java.util.Map;
import org.apache.hadoop.yarn.api.records.ContainerId;

/** Which container this process is, as its NodeManager tells: id, the node's host, and the application's attempt. */
record ContainerIdentity(String containerId, String host, long attempt) {
    static ContainerIdentity from(Map<String, String> environment) {
        String id = LaunchEnvironment.required(environment, "CONTAINER_ID");
        return new ContainerIdentity(
                id,
                // The host's own idea of its name is often not the one that other nodes reach it by.
                LaunchEnvironment.required(environment, "NM_HOST"),
                ContainerId.fromString(id).getApplicationAttemptId().getAttemptId());
    }
}

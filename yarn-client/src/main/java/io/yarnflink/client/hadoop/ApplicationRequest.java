package io.yarnflink.client.hadoop;

import io.yarnflink.client.settings.ClusterSpec;
import io.yarnflink.staging.launch.ContainerFiles;
import io.yarnflink.transport.security.ApplicationSecret;
import java.util.Map;

/** An application as it is submitted: what YARN shows, and what it starts as the ApplicationMaster. */
public record ApplicationRequest(
        String id, String name, ClusterSpec.Placement placement, ClusterSpec.Container master, Launch launch) {
    /** The type under which YARN lists applications of yarn-flink. */
    public static final String TYPE = "yarn-flink";

    /** The ApplicationMaster's command, environment and files, and the application's secret. */
    public record Launch(
            String command, Map<String, String> environment, ContainerFiles files, ApplicationSecret secret) {
        public Launch {
            environment = Map.copyOf(environment);
        }
    }
}

package io.yarnflink.am;

import io.yarnflink.staging.launch.LaunchEnvironment;
import java.util.Map;

/** Which container this process is, as its NodeManager tells: id, the node's host, and the application's attempt. */
record ContainerIdentity(String containerId, String host, long attempt) {

    static ContainerIdentity from(Map<String, String> environment) {
        String id = LaunchEnvironment.required(environment, "CONTAINER_ID");
        // The host's own idea of its name is often not the one that other nodes reach it by.
        String host = LaunchEnvironment.required(environment, "NM_HOST");
        return new ContainerIdentity(id, host, attempt(id));
    }

    /** Of {@code container_[e<epoch>_]<cluster>_<application>_<attempt>_<container>}, without Hadoop's classes. */
    private static long attempt(String id) {
        String[] parts = id.split("_", -1);
        try {
            return Long.parseLong(parts[parts.length - 2]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalStateException("not the id of a YARN container: CONTAINER_ID is '" + id + "'", e);
        }
    }
}

package io.yarnflink.am.yarn;

import io.yarnflink.staging.launch.ContainerFiles;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Function;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;

/** How a TaskManager is started in any container; {@code credentials} is whole, for every launch reads it anew. */
public record TaskManagerLaunch(
        ContainerFiles files, Map<String, String> environment, String command, ByteBuffer credentials)
        implements Function<Container, ContainerLaunchContext> {

    @Override
    public ContainerLaunchContext apply(Container container) {
        return ContainerLaunchContext.newInstance(
                files.localResources(), environment, java.util.List.of(command), null, credentials.duplicate(), null);
    }
}

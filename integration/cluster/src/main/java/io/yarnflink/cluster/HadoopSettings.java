package io.yarnflink.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The configuration of a local cluster's servers and of its clients; everything listens on localhost only. */
final class HadoopSettings {
    /** The most a container may have by default; nominal, for several nodes share one machine. */
    private static final String NODE_MEMORY_MB = "8192";

    private final Path dir;
    private final Ports ports;

    HadoopSettings(Path dir, Ports ports) {
        this.dir = dir.toAbsolutePath();
        this.ports = ports;
    }

    /** Ports that clients or other servers must know before the server runs. */
    static List<String> sharedPorts() {
        return List.of(
                "namenode",
                "namenode.http",
                "resourcemanager",
                "resourcemanager.scheduler",
                "resourcemanager.tracker",
                "resourcemanager.admin",
                "resourcemanager.http");
    }

    /** All ports of separate daemons: each must come back where it was after a restart. */
    static List<String> allPorts(int nodeManagers) {
        List<String> names = new ArrayList<>(sharedPorts());
        names.addAll(List.of("datanode", "datanode.ipc", "datanode.http"));
        for (int i = 1; i <= nodeManagers; i++) {
            String node = nodeManagerName(i);
            names.addAll(List.of(node, node + ".localizer", node + ".http"));
        }
        return names;
    }

    static String nodeManagerName(int index) {
        return "nodemanager" + index;
    }

    /** What a client of any cluster has: where the services are, and where logs are gathered. */
    Map<String, String> client() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("fs.defaultFS", "hdfs://" + ports.address("namenode"));
        settings.put("dfs.replication", "1");
        settings.put("dfs.client.block.write.locateFollowingBlock.initial.delay.ms", "5");
        settings.put("dfs.client.block.write.locateFollowingBlock.retries", "12");
        settings.put("yarn.resourcemanager.address", ports.address("resourcemanager"));
        settings.put("yarn.resourcemanager.scheduler.address", ports.address("resourcemanager.scheduler"));
        settings.put("yarn.resourcemanager.admin.address", ports.address("resourcemanager.admin"));
        settings.put("yarn.resourcemanager.webapp.address", ports.address("resourcemanager.http"));
        settings.put("yarn.log-aggregation-enable", "true");
        settings.put("yarn.nodemanager.remote-app-log-dir", "/tmp/logs");
        return settings;
    }

    Map<String, String> nameNode() {
        Map<String, String> settings = server("namenode");
        settings.put("dfs.namenode.name.dir", uri("namenode/name"));
        settings.put("dfs.namenode.http-address", ports.address("namenode.http"));
        settings.put("dfs.namenode.safemode.extension", "0");
        settings.put("dfs.namenode.fs-limits.min-block-size", "1024");
        return settings;
    }

    Map<String, String> dataNode() {
        Map<String, String> settings = server("datanode");
        settings.put("dfs.datanode.data.dir", uri("datanode/data"));
        settings.put("dfs.datanode.address", ports.address("datanode"));
        settings.put("dfs.datanode.ipc.address", ports.address("datanode.ipc"));
        settings.put("dfs.datanode.http.address", ports.address("datanode.http"));
        settings.put("dfs.heartbeat.interval", "1");
        return settings;
    }

    Map<String, String> resourceManager() {
        Map<String, String> settings = server("resourcemanager");
        settings.put("yarn.resourcemanager.resource-tracker.address", ports.address("resourcemanager.tracker"));
        settings.put("yarn.resourcemanager.nodemanagers.heartbeat-interval-ms", "100");
        settings.put("yarn.resourcemanager.am.max-attempts", "2");
        settings.put("yarn.node-attribute.fs-store.root-dir", uri("resourcemanager/node-attributes"));
        settings.put("yarn.am.liveness-monitor.expiry-interval-ms", "30000");
        settings.put("yarn.nm.liveness-monitor.expiry-interval-ms", "30000");
        settings.put("yarn.scheduler.minimum-allocation-mb", "64");
        settings.put("yarn.scheduler.capacity.root.queues", "default");
        settings.put("yarn.scheduler.capacity.root.default.capacity", "100");
        settings.put("yarn.scheduler.capacity.maximum-am-resource-percent", "0.5");
        settings.put("yarn.scheduler.capacity.node-locality-delay", "-1");
        settings.put(
                "yarn.scheduler.capacity.resource-calculator",
                "org.apache.hadoop.yarn.util.resource.DominantResourceCalculator");
        return settings;
    }

    /** Lets a restarted YARN RM go on with the applications it had. */
    Map<String, String> resourceManagerRecovery() {
        return Map.of(
                "yarn.resourcemanager.recovery.enabled", "true",
                "yarn.resourcemanager.store.class",
                        "org.apache.hadoop.yarn.server.resourcemanager.recovery.FileSystemRMStateStore",
                "yarn.resourcemanager.fs.state-store.uri", uri("resourcemanager/state"),
                "yarn.resourcemanager.work-preserving-recovery.enabled", "true",
                "yarn.resourcemanager.work-preserving-recovery.scheduling-wait-ms", "2000");
    }

    Map<String, String> nodeManager(int index) {
        String node = nodeManagerName(index);
        Map<String, String> settings = server(node);
        settings.put("yarn.resourcemanager.resource-tracker.address", ports.address("resourcemanager.tracker"));
        settings.put("yarn.resourcemanager.connect.retry-interval.ms", "200");
        settings.put("yarn.nodemanager.address", ports.address(node));
        settings.put("yarn.nodemanager.localizer.address", ports.address(node + ".localizer"));
        settings.put("yarn.nodemanager.webapp.address", ports.address(node + ".http"));
        settings.put("yarn.nodemanager.local-dirs", path(node + "/local"));
        // Whatever runs here runs also where the logs' path has spaces; in local-dirs YARN's own scripts stumble over
        // them.
        settings.put("yarn.nodemanager.log-dirs", path(node + "/container logs"));
        settings.put("yarn.nodemanager.resource.memory-mb", NODE_MEMORY_MB);
        settings.put("yarn.nodemanager.resource.cpu-vcores", "8");
        settings.put("yarn.nodemanager.vmem-check-enabled", "false");
        settings.put("yarn.nodemanager.pmem-check-enabled", "false");
        // A developer's disk is often fuller than a data centre's; YARN would call the node unhealthy.
        settings.put("yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", "100");
        settings.put("yarn.nodemanager.sleep-delay-before-sigkill.ms", "250");
        return settings;
    }

    /** Lets containers outlive their NodeManager and be found again by the next one. */
    Map<String, String> nodeManagerRecovery(int index) {
        return Map.of(
                "yarn.nodemanager.recovery.enabled", "true",
                "yarn.nodemanager.recovery.supervised", "true",
                "yarn.nodemanager.recovery.dir", path(nodeManagerName(index) + "/recovery"));
    }

    private Map<String, String> server(String name) {
        Map<String, String> settings = client();
        settings.put("hadoop.tmp.dir", path(name + "/tmp"));
        settings.put("ipc.client.connect.retry.interval", "200");
        settings.put("ipc.client.connect.max.retries", "50");
        return settings;
    }

    private String path(String name) {
        return dir.resolve(name).toString();
    }

    private String uri(String name) {
        return dir.resolve(name).toUri().toString();
    }
}

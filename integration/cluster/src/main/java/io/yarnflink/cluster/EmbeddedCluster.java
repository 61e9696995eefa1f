package io.yarnflink.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.server.datanode.DataNode;
import org.apache.hadoop.hdfs.server.namenode.NameNode;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.nodemanager.NodeManager;
import org.apache.hadoop.yarn.server.resourcemanager.ResourceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A NameNode, a DataNode, a YARN RM and two NodeManagers in this JVM, until standard input ends or SIGTERM comes.
 *
 * <p>These are the servers' own classes, not Hadoop's mini clusters: those boot one server after the other with fixed
 * pauses, listen on the host's public name, and write below the working directory.
 */
public final class EmbeddedCluster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCluster.class);
    private static final int NODE_MANAGERS = 2;

    private final Path dir;
    private final ConcurrentLinkedQueue<NodeManager> nodeManagers = new ConcurrentLinkedQueue<>();

    private EmbeddedCluster(Path dir) {
        this.dir = dir;
    }

    /** Takes one argument, the state directory: new or empty, and removed at the end. */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: EmbeddedCluster <state directory>");
            System.exit(2);
        }
        Path dir = Path.of(args[0]).toAbsolutePath();
        StateDirectory.claim(dir, StateDirectory.LOG, StateDirectory.TMP);
        EmbeddedCluster cluster = new EmbeddedCluster(dir);
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "stop-cluster"));
        // From the first moment on: a parent that dies while the cluster boots must not leave it behind.
        Thread parentWatch = new Thread(EmbeddedCluster::exitAtEndOfInput, "parent-watch");
        parentWatch.setDaemon(true);
        parentWatch.start();
        try {
            cluster.start();
        } catch (ExecutionException | InterruptedException | IOException | RuntimeException e) {
            LOG.error("{} did not start", dir, e);
            System.exit(1);
        }
        System.out.println("READY " + dir.resolve(StateDirectory.CONF));
    }

    private void start() throws IOException, ExecutionException, InterruptedException {
        // Otherwise the second server that registers metrics of the same name fails.
        DefaultMetricsSystem.setMiniClusterMode(true);
        HadoopSettings settings = new HadoopSettings(dir, Ports.choose(HadoopSettings.sharedPorts()));
        ConfDirectory.write(dir.resolve(StateDirectory.CONF), settings.client());

        ExecutorService boot = Executors.newCachedThreadPool();
        List<Future<?>> servers = new ArrayList<>();
        servers.add(boot.submit(() -> startHdfs(settings)));
        Future<ResourceManager> resourceManager = boot.submit(() -> startResourceManager(settings));
        servers.add(resourceManager);
        for (int i = 1; i <= NODE_MANAGERS; i++) {
            Map<String, String> node = settings.nodeManager(i);
            servers.add(boot.submit(() -> startNodeManager(node)));
        }
        for (Future<?> server : servers) {
            server.get();
        }
        boot.shutdown();
        awaitNodes(resourceManager.get());

        Path ready = dir.resolve(StateDirectory.READY);
        Path unfinished = Files.writeString(dir.resolve(StateDirectory.READY + ".part"), dir + "\n");
        Files.move(unfinished, ready, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Void startHdfs(HadoopSettings settings) throws IOException, InterruptedException {
        Configuration conf = configuration(settings.nameNode());
        // The directory never outlives this process, so nothing gains from edits reaching the disk.
        conf.setBoolean("dfs.namenode.edits.noeditlogchannelflush", true);
        NameNode.format(conf);
        NameNode nameNode = new NameNode(conf);
        DataNode.createDataNode(new String[0], configuration(settings.dataNode()));
        while (nameNode.getNamesystem().getCapacityTotal() == 0) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return null;
    }

    private static ResourceManager startResourceManager(HadoopSettings settings) {
        ResourceManager resourceManager = new ResourceManager();
        resourceManager.init(configuration(settings.resourceManager()));
        resourceManager.start();
        return resourceManager;
    }

    private void startNodeManager(Map<String, String> settings) {
        NodeManager nodeManager = new NodeManager();
        nodeManagers.add(nodeManager);
        nodeManager.init(configuration(settings));
        nodeManager.start();
    }

    private static void awaitNodes(ResourceManager resourceManager) throws InterruptedException {
        while (resourceManager.getRMContext().getRMNodes().values().stream()
                        .filter(node -> node.getState() == NodeState.RUNNING)
                        .count()
                < NODE_MANAGERS) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** Ends the containers and removes the directory; the servers themselves end with this JVM. */
    @Override
    public void close() {
        try {
            nodeManagers.forEach(NodeManager::stop);
            ContainerProcesses.killAll(dir);
            StateDirectory.delete(dir);
        } catch (IOException | InterruptedException | RuntimeException e) {
            LOG.error("{} did not stop cleanly", dir, e);
        }
    }

    private static void exitAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // Input means nothing here; only its end does.
            }
        } catch (IOException e) {
            LOG.warn("standard input failed, which ends the cluster as its end does", e);
        }
        System.exit(0);
    }

    private static Configuration configuration(Map<String, String> settings) {
        Configuration conf = new YarnConfiguration();
        settings.forEach(conf::set);
        return conf;
    }
}

package io.yarnflink.client.cli;

import io.yarnflink.api.configuration.YarnOptions;
import io.yarnflink.client.Cluster;
import io.yarnflink.client.HadoopCluster;
import io.yarnflink.client.hadoop.HadoopSite;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.output.Progress;
import io.yarnflink.client.settings.ClusterSpec;
import io.yarnflink.client.settings.Settings;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.staging.HadoopConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import org.apache.hadoop.conf.Configuration;

/** Opens real clusters. */
final class HadoopClusterOpener implements ClusterOpener {
    private static final String CONF_DIR = "HADOOP_CONF_DIR";
    private static final String CLASS_PATH = "YARN_FLINK_CLUSTER_CLASSPATH";

    private final CliEnvironment environment;
    private final ExecutorService threads;

    HadoopClusterOpener(CliEnvironment environment, ExecutorService threads) {
        this.environment = environment;
        this.threads = threads;
    }

    @Override
    public Cluster open(Settings settings, ClusterSpec.Patience patience) throws ClientException {
        Optional<Path> directory = environment.variable(CONF_DIR).map(Path::of);
        if (directory.filter(Files::isDirectory).isEmpty()) {
            // Known at once, before the program runs.
            HadoopSite.refuse(directory);
        }
        return connect(settings, patience, () -> HadoopSite.read(directory.orElseThrow(), settings.hadoop()));
    }

    @Override
    public Cluster embedded(Settings settings, ClusterSpec.Patience patience, Progress progress)
            throws ClientException {
        Path classPath = environment
                .variable(CLASS_PATH)
                .map(Path::of)
                .orElseThrow(() -> new ClientException(
                        ExitCode.USAGE,
                        "--embedded needs the local cluster that comes with the sources: run scripts/yarn-flink of a"
                                + " clone, or set " + CLASS_PATH + " to its class path file"));
        EmbeddedHadoop embedded = EmbeddedHadoop.start(classPath, threads, progress, environment.pace());
        Cluster cluster = connect(settings, patience, () -> HadoopSite.read(embedded.confDir(), settings.hadoop()));
        return new EmbeddedCluster(cluster, embedded, progress);
    }

    private Cluster connect(Settings settings, ClusterSpec.Patience patience, Callable<HadoopSite> site)
            throws ClientException {
        HadoopCluster cluster = new HadoopCluster(
                site,
                settings.configuration().getOptional(YarnOptions.STAGING_DIRECTORY),
                patience.call(),
                threads,
                environment.pace().clock());
        // The program may open hdfs:// paths in its main.
        HadoopConfiguration.installLater(() -> hadoop(cluster, patience));
        return cluster;
    }

    private static Configuration hadoop(HadoopCluster cluster, ClusterSpec.Patience patience) {
        try {
            return cluster.site().impatient(patience.call());
        } catch (ClientException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}

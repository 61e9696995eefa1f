package io.yarnflink.client.hadoop;

import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/** The Hadoop configuration of a cluster: as its administrator wrote it, and as this client uses it. */
public final class HadoopSite {
    private static final List<String> FILES = List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml");
    private static final String NO_DIRECTORY = "HADOOP_CONF_DIR is not set: point it at the directory that holds the"
            + " cluster's core-site.xml and yarn-site.xml, or let submit --embedded start a cluster on this machine";

    private final Path directory;
    private final Configuration configuration;

    private HadoopSite(Path directory, Configuration configuration) {
        this.directory = directory;
        this.configuration = configuration;
    }

    /** Says what is wrong with a directory that is missing. */
    public static void refuse(Optional<Path> directory) throws ClientException {
        Path dir = directory.orElseThrow(() -> new ClientException(ExitCode.USAGE, NO_DIRECTORY));
        throw new ClientException(
                ExitCode.USAGE, "HADOOP_CONF_DIR is " + dir + ", which is not a directory; " + expectation());
    }

    /** Reads the site files of {@code directory}; {@code overrides} win over them. */
    public static HadoopSite read(Path dir, Map<String, String> overrides) throws ClientException {
        YarnConfiguration configuration = new YarnConfiguration();
        boolean any = false;
        for (String name : FILES) {
            Path file = dir.resolve(name);
            if (Files.isReadable(file)) {
                configuration.addResource(new org.apache.hadoop.fs.Path(file.toUri()));
                any = true;
            }
        }
        if (!any) {
            throw new ClientException(
                    ExitCode.USAGE, "HADOOP_CONF_DIR is " + dir + ", which has no site files; " + expectation());
        }
        HadoopSite site = new HadoopSite(dir, configuration);
        site.load();
        overrides.forEach(configuration::set);
        site.checkFileSystem();
        return site;
    }

    private static String expectation() {
        return "expected a directory with " + String.join(", ", FILES);
    }

    /** The XML is read at the first look-up only. */
    private void load() throws ClientException {
        try {
            configuration.get(CommonConfigurationKeysPublic.FS_DEFAULT_NAME_KEY);
        } catch (RuntimeException e) {
            throw new ClientException(
                    ExitCode.USAGE,
                    "HADOOP_CONF_DIR is " + directory + ", where " + broken() + " cannot be read: "
                            + ClientException.oneLine(e).replaceFirst("^[\\w.]+(Exception|Error): ", ""),
                    e);
        }
    }

    /** The message of Hadoop does not name the file. */
    private String broken() {
        for (String name : FILES) {
            Configuration alone = new Configuration(false);
            alone.addResource(
                    new org.apache.hadoop.fs.Path(directory.resolve(name).toUri()));
            try {
                alone.size();
            } catch (RuntimeException e) {
                return name;
            }
        }
        return "a file";
    }

    private void checkFileSystem() throws ClientException {
        String fileSystem = configuration.get(CommonConfigurationKeysPublic.FS_DEFAULT_NAME_KEY, "");
        if (fileSystem.isEmpty() || fileSystem.startsWith("file:")) {
            throw new ClientException(
                    ExitCode.USAGE,
                    fileSystem()
                            + ": containers on other hosts cannot read that; set fs.defaultFS to the cluster's HDFS");
        }
    }

    /** As the site files have it: what containers get. */
    public Configuration asWritten() {
        return new Configuration(configuration);
    }

    /** For calls of this client: Hadoop's own patience, up to 15 minutes per call, is cut down to {@code patience}. */
    public Configuration impatient(Duration patience) {
        Configuration hadoop = new YarnConfiguration(configuration);
        int third = (int) Math.max(500, patience.toMillis() / 3);
        // What is left to do after Ctrl-C needs open file systems.
        hadoop.setBoolean("fs.automatic.close", false);
        hadoop.setInt("ipc.client.connect.timeout", third);
        hadoop.setInt("ipc.client.connect.max.retries", 3);
        hadoop.setInt("ipc.client.connect.retry.interval", 500);
        hadoop.setInt("ipc.client.connect.max.retries.on.timeouts", 1);
        hadoop.setInt("ipc.client.rpc-timeout.ms", (int) patience.toMillis());
        hadoop.setLong(YarnConfiguration.RESOURCEMANAGER_CONNECT_MAX_WAIT_MS, third);
        hadoop.setLong(YarnConfiguration.RESOURCEMANAGER_CONNECT_RETRY_INTERVAL_MS, Math.min(500, third));
        hadoop.setLong(YarnConfiguration.YARN_CLIENT_APPLICATION_CLIENT_PROTOCOL_POLL_INTERVAL_MS, 50);
        return hadoop;
    }

    /** HDFS and where it is configured, for messages. */
    public String fileSystem() {
        return "fs.defaultFS is " + configuration.get(CommonConfigurationKeysPublic.FS_DEFAULT_NAME_KEY, "not set")
                + source(CommonConfigurationKeysPublic.FS_DEFAULT_NAME_KEY);
    }

    /** The YARN RM's address and where it is configured, for messages. */
    public String resourceManager() {
        String ids = configuration.get(YarnConfiguration.RM_HA_IDS, "");
        if (configuration.getBoolean(YarnConfiguration.RM_HA_ENABLED, false) && !ids.isEmpty()) {
            return "the YARN RMs " + ids + source(YarnConfiguration.RM_HA_IDS);
        }
        InetSocketAddress address = configuration.getSocketAddr(
                YarnConfiguration.RM_ADDRESS, YarnConfiguration.DEFAULT_RM_ADDRESS, YarnConfiguration.DEFAULT_RM_PORT);
        return "the YARN RM at " + address.getHostString() + ":" + address.getPort()
                + source(YarnConfiguration.RM_ADDRESS);
    }

    private String source(String key) {
        String[] sources = configuration.getPropertySources(key);
        if (sources == null || sources.length == 0) {
            return " (by default: " + directory + " does not set " + key + ")";
        }
        String last = sources[sources.length - 1];
        return " (" + key + " in " + last.replaceFirst("^file:(//)?", "") + ")";
    }
}

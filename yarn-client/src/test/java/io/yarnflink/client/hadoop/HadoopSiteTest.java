package io.yarnflink.client.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopSiteTest {
    /** The discard port, where nothing listens. */
    private static final String NOBODY = "localhost:9";

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    Path dir;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void aDirectoryThatIsNotSetOrNotThereIsNamed() {
        refused(ExitCode.USAGE, () -> HadoopSite.refuse(Optional.empty()), "HADOOP_CONF_DIR is not set", "--embedded");
        refused(
                ExitCode.USAGE,
                () -> HadoopSite.refuse(Optional.of(dir.resolve("none"))),
                "HADOOP_CONF_DIR is " + dir.resolve("none") + ", which is not a directory",
                "core-site.xml");
    }

    @Test
    void aDirectoryWithoutSiteFilesIsNamed() {
        refused(ExitCode.USAGE, this::read, "HADOOP_CONF_DIR is " + dir + ", which has no site files");
    }

    @Test
    void aBrokenSiteFileIsNamed() throws IOException {
        Files.writeString(dir.resolve("core-site.xml"), "<configuration><property>");
        refused(ExitCode.USAGE, this::read, "HADOOP_CONF_DIR is " + dir, "core-site.xml");
    }

    @Test
    void aClusterWithoutHdfsIsRefusedByItsFile() throws IOException {
        site("core-site.xml", "fs.defaultFS", "file:///");
        refused(
                ExitCode.USAGE,
                this::read,
                "fs.defaultFS is file:/// (fs.defaultFS in " + dir.resolve("core-site.xml") + ")");
    }

    @Test
    void overridesWinOverTheFiles() throws Exception {
        site("core-site.xml", "fs.defaultFS", "hdfs://nn:8020");
        HadoopSite site = HadoopSite.read(dir, Map.of("dfs.replication", "7"));
        assertThat(site.asWritten().get("dfs.replication")).isEqualTo("7");
    }

    @Test
    void containersGetTheConfigurationAsWrittenNotTheClientsImpatience() throws Exception {
        site("core-site.xml", "fs.defaultFS", "hdfs://nn:8020");
        HadoopSite site = HadoopSite.read(dir, Map.of());
        Configuration written = site.asWritten();
        assertThat(site.impatient(LIMIT).getInt("ipc.client.connect.max.retries.on.timeouts", 0))
                .isEqualTo(1);
        assertThat(written.getInt("ipc.client.connect.max.retries.on.timeouts", 0))
                .isEqualTo(45);
    }

    @Test
    void aYarnThatDoesNotListenIsNamedWithItsFile() throws Exception {
        site("core-site.xml", "fs.defaultFS", "hdfs://" + NOBODY);
        site("yarn-site.xml", "yarn.resourcemanager.address", NOBODY);
        HadoopSite site = HadoopSite.read(dir, Map.of());
        refused(
                ExitCode.YARN,
                () -> {
                    try (HadoopYarn yarn = new HadoopYarn(site, LIMIT, threads)) {
                        yarn.newApplication();
                    }
                },
                "the YARN RM at localhost:9 (yarn.resourcemanager.address in " + dir.resolve("yarn-site.xml") + ")");
    }

    @Test
    void anHdfsThatDoesNotListenIsNamedWithItsFile() throws Exception {
        site("core-site.xml", "fs.defaultFS", "hdfs://" + NOBODY);
        HadoopSite site = HadoopSite.read(dir, Map.of());
        refused(
                ExitCode.STAGING,
                () -> HdfsStaging.connect(site, Optional.empty(), LIMIT, threads),
                "HDFS cannot be used (fs.defaultFS is hdfs://localhost:9 (fs.defaultFS in "
                        + dir.resolve("core-site.xml") + "))",
                "connection refused");
    }

    @Test
    void anUnknownHostIsNamed() throws Exception {
        site("core-site.xml", "fs.defaultFS", "hdfs://no-such-host.invalid:8020");
        HadoopSite site = HadoopSite.read(dir, Map.of());
        refused(
                ExitCode.STAGING,
                () -> HdfsStaging.connect(site, Optional.empty(), LIMIT, threads),
                "no-such-host.invalid",
                "is unknown");
    }

    private HadoopSite read() throws ClientException {
        return HadoopSite.read(dir, Map.of());
    }

    private void site(String file, String key, String value) throws IOException {
        Files.writeString(
                dir.resolve(file),
                "<configuration><property><name>" + key + "</name><value>" + value
                        + "</value></property></configuration>");
    }

    private static void refused(ExitCode code, ThrowingCallable action, String... parts) {
        assertThatThrownBy(action).isInstanceOfSatisfying(ClientException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).contains(parts).doesNotContain("\n");
        });
    }
}

package io.yarnflink.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClusterIT {
    private static final Path CLASS_PATH = Path.of(System.getProperty("cluster.classpath"));

    @TempDir
    private static Path temp;

    private static ClusterProcess cluster;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        cluster = ClusterProcess.start(CLASS_PATH, temp.resolve("shared"));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void yarnReportsTwoNodeManagers() throws IOException, YarnException {
        try (YarnClient yarn = YarnClient.createYarnClient()) {
            yarn.init(clientConfiguration());
            yarn.start();

            assertThat(yarn.getNodeReports(NodeState.RUNNING))
                    .hasSize(2)
                    .allSatisfy(node -> assertThat(node.getNodeId().getHost()).isEqualTo("localhost"));
            assertThat(yarn.getRootQueueInfos())
                    .singleElement()
                    .satisfies(queue -> assertThat(queue.getQueueName()).isEqualTo("default"));
        }
    }

    @Test
    void hdfsReturnsWhatWasWrittenInBlocksAsSmallAsATestLikes() throws IOException {
        org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path("/data/lines");
        String lines = "to be or not to be\n".repeat(1000);
        try (FileSystem hdfs = FileSystem.newInstance(clientConfiguration())) {
            try (OutputStream out = hdfs.create(file, true, 4096, (short) 1, 4096)) {
                out.write(lines.getBytes(UTF_8));
            }
            try (InputStream in = hdfs.open(file)) {
                assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(lines);
            }
            assertThat(hdfs.getFileBlockLocations(file, 0, lines.length())).hasSize(5);
        }
    }

    @Test
    void theWebAddressOfTheYarnRmAnswersForTheCluster() throws IOException, InterruptedException {
        URI uri = URI.create("http://" + clientConfiguration().get("yarn.resourcemanager.webapp.address")
                + "/ws/v1/cluster/metrics");

        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(response.body()).contains("\"activeNodes\":2");
    }

    @Test
    void theEndOfStandardInputEndsTheJvmItsContainersAndItsDirectory()
            throws IOException, InterruptedException, YarnException {
        Path dir = temp.resolve("own");
        ClusterProcess own = ClusterProcess.start(CLASS_PATH, dir);
        ProcessHandle jvm = ProcessHandle.of(own.pid()).orElseThrow();
        assertThat(own.confDir()).isDirectoryContaining("glob:**/{core,hdfs,yarn}-site.xml");
        SleepingApplication.submit(own.confDir());
        List<ProcessHandle> containers = SleepingApplication.awaitContainers(dir);

        own.close();

        assertThat(jvm.isAlive()).isFalse();
        assertThat(containers).isNotEmpty().noneMatch(SleepingApplication::runs);
        assertThat(dir).doesNotExist();
    }

    @Test
    void sigtermEndsTheJvmAndRemovesItsDirectory() throws IOException, InterruptedException {
        Path dir = temp.resolve("terminated");
        try (ClusterProcess own = ClusterProcess.start(CLASS_PATH, dir)) {
            ProcessHandle jvm = ProcessHandle.of(own.pid()).orElseThrow();
            jvm.destroy();
            jvm.onExit().orTimeout(60, TimeUnit.SECONDS).join();

            assertThat(dir).doesNotExist();
        }
    }

    @Test
    void theClusterEndsWhenItsParentIsKilled() throws IOException {
        Path dir = temp.resolve("orphan");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String main = ClusterParent.class.getName();
        Process parent = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), main, CLASS_PATH.toString(), dir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ProcessHandle jvm;
        try (BufferedReader out = parent.inputReader(UTF_8)) {
            jvm = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
        }

        parent.destroyForcibly();

        jvm.onExit().orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(dir).doesNotExist();
    }

    @Test
    void aFailedBootNamesTheCauseAndLeavesNothing() {
        Path dir = temp.resolve("late");

        assertThatThrownBy(() -> ClusterProcess.start(CLASS_PATH, dir, Duration.ofMillis(1)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("embedded cluster was not ready after 0 s");
        assertThat(dir).doesNotExist();
    }

    @Test
    void aMissingClassPathFileIsNamed() {
        assertThatThrownBy(() -> ClusterProcess.start(temp.resolve("nowhere"), temp.resolve("unused")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(temp.resolve("nowhere").toString());
        assertThat(Files.exists(temp.resolve("unused"))).isFalse();
    }

    private static Configuration clientConfiguration() {
        return SleepingApplication.clientConfiguration(cluster.confDir());
    }
}

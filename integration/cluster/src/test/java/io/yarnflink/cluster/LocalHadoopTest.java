package io.yarnflink.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalHadoopTest {
    @TempDir
    private Path dir;

    private LocalHadoop hadoop;
    private Ports ports;

    @BeforeEach
    void aStoppedCluster() throws IOException {
        Path jar = Files.writeString(dir.resolve("a.jar"), "no classes");
        hadoop = new LocalHadoop(dir, Files.writeString(dir.resolve("cluster.classpath"), jar.toString()));
        ports = Ports.choose(List.of("namenode", "namenode.http"));
        ports.store(dir.resolve("ports.properties"));
    }

    @Test
    void aPortThatAnotherProcessTookIsNamedBeforeItsDaemonStarts() throws IOException {
        int taken = ports.port("namenode.http");
        try (ServerSocket other = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> hadoop.restart("namenode", progress -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("port " + other.getLocalPort() + " (http) of namenode is in use");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "1", "99999999999999999999"})
    void aStalePidFileMeansThatItsDaemonDoesNotRun(String content) throws IOException {
        Files.createDirectory(dir.resolve("namenode"));
        Files.writeString(dir.resolve("namenode/pid"), content);

        assertThat(hadoop.status())
                .filteredOn(status -> status.daemon().equals("namenode"))
                .singleElement()
                .satisfies(status -> assertThat(status.pid()).isEmpty());
    }
}

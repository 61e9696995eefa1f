package io.yarnflink.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
    @TempDir
    private Path dir;

    @Test
    void everyNameGetsAPortOfItsOwnBelowTheEphemeralRange() throws IOException {
        Ports ports = Ports.choose(HadoopSettings.allPorts(2));

        assertThat(ports.byName()).containsOnlyKeys(HadoopSettings.allPorts(2).toArray(String[]::new));
        assertThat(ports.byName().values())
                .doesNotHaveDuplicates()
                .allSatisfy(port -> assertThat(port).isBetween(20_000, 32_000));
    }

    @Test
    void aPortInUseIsNotChosen() throws IOException {
        long seed = 7;
        int first = Ports.choose(List.of("namenode"), new Random(seed)).port("namenode");
        try (ServerSocket taken = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
            Ports again = Ports.choose(List.of("namenode"), new Random(seed));

            assertThat(again.port("namenode")).isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void storedPortsComeBackForARestart() throws IOException {
        Ports ports = Ports.choose(HadoopSettings.allPorts(3));
        ports.store(dir.resolve("ports.properties"));

        assertThat(Ports.load(dir.resolve("ports.properties")).byName()).isEqualTo(ports.byName());
    }

    @Test
    void aServerWithoutAPortTakesAnyFreeOne() throws IOException {
        assertThat(Ports.choose(List.of()).address("datanode")).isEqualTo("localhost:0");
    }
}

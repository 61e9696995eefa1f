package io.yarnflink.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HadoopSettingsTest {
    private final Ports ports = Ports.choose(HadoopSettings.allPorts(2));
    private final HadoopSettings settings = new HadoopSettings(Path.of("/somewhere"), ports);

    HadoopSettingsTest() throws IOException {}

    @Test
    void everyAddressIsOnLocalhost() {
        Map<String, String> all = new HashMap<>(settings.nameNode());
        all.putAll(settings.dataNode());
        all.putAll(settings.resourceManager());
        all.putAll(settings.nodeManager(1));

        assertThat(all.entrySet().stream()
                        .filter(e -> e.getKey().endsWith("address"))
                        .map(Map.Entry::getValue))
                .hasSizeGreaterThan(10)
                .allMatch(address -> address.matches("localhost:\\d+"));
    }

    @Test
    void aClientLearnsWhereServicesAreAndNothingOfTheServersThemselves() {
        assertThat(settings.client())
                .containsEntry("fs.defaultFS", "hdfs://" + ports.address("namenode"))
                .containsEntry("yarn.resourcemanager.address", ports.address("resourcemanager"))
                .containsEntry("yarn.resourcemanager.scheduler.address", ports.address("resourcemanager.scheduler"));
        assertThat(settings.client().keySet()).noneMatch(key -> key.endsWith(".dir") || key.endsWith("-dirs"));
    }

    @Test
    void nodeManagersShareNeitherPortsNorDirectories() {
        Map<String, String> first = settings.nodeManager(1);
        Map<String, String> second = settings.nodeManager(2);

        assertThat(first.keySet().stream()
                        .filter(key -> key.startsWith("yarn.nodemanager.")
                                && (key.endsWith("address") || key.endsWith("local-dirs") || key.endsWith("log-dirs"))))
                .hasSize(5)
                .allSatisfy(key -> assertThat(first.get(key)).isNotEqualTo(second.get(key)));
    }
}

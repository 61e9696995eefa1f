package io.yarnflink.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfDirectoryTest {
    @TempDir
    private Path dir;

    @Test
    void eachKeyGoesToTheFileThatMaySetIt() throws IOException {
        ConfDirectory.write(
                dir,
                Map.of(
                        "fs.defaultFS", "hdfs://localhost:1",
                        "dfs.replication", "1",
                        "yarn.resourcemanager.address", "localhost:2",
                        "yarn.scheduler.minimum-allocation-mb", "64",
                        "yarn.scheduler.capacity.root.queues", "default"));

        assertThat(read("core-site.xml")).containsOnly(Map.entry("fs.defaultFS", "hdfs://localhost:1"));
        assertThat(read("hdfs-site.xml")).containsOnly(Map.entry("dfs.replication", "1"));
        assertThat(read("yarn-site.xml"))
                .containsOnly(
                        Map.entry("yarn.resourcemanager.address", "localhost:2"),
                        Map.entry("yarn.scheduler.minimum-allocation-mb", "64"));
        assertThat(read("capacity-scheduler.xml"))
                .containsOnly(Map.entry("yarn.scheduler.capacity.root.queues", "default"));
    }

    @Test
    void hadoopReadsBackCharactersThatXmlReserves() throws IOException {
        ConfDirectory.write(dir, Map.of("hadoop.tmp.dir", "/a<b>&\"c\""));

        assertThat(read("core-site.xml")).containsEntry("hadoop.tmp.dir", "/a<b>&\"c\"");
    }

    private Map<String, String> read(String file) {
        Configuration conf = new Configuration(false);
        conf.addResource(new org.apache.hadoop.fs.Path(dir.resolve(file).toString()));
        return conf.getPropsWithPrefix("");
    }
}

package io.yarnflink.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobSiteTest {
    @TempDir
    Path folder;

    private Configuration client = new Configuration(false);

    @BeforeEach
    void readSiteFiles() throws IOException {
        HdfsConfiguration.init();
        // Some of YARN's classes do so.
        Configuration.addDefaultResource("mapred-default.xml");
        client = new YarnConfiguration();
        site("core-site.xml", """
                <property><name>fs.defaultFS</name><value>hdfs://prod</value><final>true</final></property>
                <property><name>hadoop.security.authentication</name><value>kerberos</value></property>
                <property><name>hadoop.tmp.dir</name><value>/data/${user.name}</value></property>
                """);
        site("hdfs-site.xml", """
                <property><name>dfs.nameservices</name><value>prod</value></property>
                <property><name>dfs.ha.namenodes.prod</name><value>a,b</value></property>
                <property><name>dfs.namenode.rpc-address.prod.a</name><value>a:8020</value></property>
                <property><name>dfs.namenode.rpc-address.prod.b</name><value>b:8020</value></property>
                <property><name>fs.defaultFS</name><value>hdfs://overridden</value></property>
                """);
        site("yarn-site.xml", """
                <property><name>yarn.resourcemanager.address</name><value>rm:8032</value></property>
                <property><name>yarn.resourcemanager.scheduler.address</name><value>0.0.0.0:8030</value></property>
                """);
    }

    private void site(String name, String properties) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "<configuration>" + properties + "</configuration>");
        client.addResource(new org.apache.hadoop.fs.Path(file.toUri()));
    }

    private Configuration inContainer() throws IOException {
        return JobSite.read(Files.write(folder.resolve(ApplicationStaging.JOB_SITE), JobSite.write(client)));
    }

    @Test
    void hadoopsDefaultsDoNotTravel() throws IOException {
        assertThat(JobSite.write(client)).hasSizeLessThan(3_000);
    }

    @Test
    void aContainerSeesEveryValueThatTheClientSees() throws IOException {
        client.set("dfs.replication", "7");
        client.set("io.file.buffer.size", "4097");
        Configuration container = inContainer();
        assertThat(container.get("fs.defaultFS")).isEqualTo("hdfs://prod");
        assertThat(container.get("dfs.replication")).isEqualTo("7");
        for (Map.Entry<String, String> entry : client) {
            if (!List.of(client.getPropertySources(entry.getKey())).contains("mapred-default.xml")) {
                assertThat(container.getRaw(entry.getKey())).as(entry.getKey()).isEqualTo(entry.getValue());
            }
        }
        assertThat(container.get("hadoop.tmp.dir")).isEqualTo("/data/" + System.getProperty("user.name"));
    }

    @Test
    void aClassThatOnlyTestsOfHadoopHaveStaysAtHome() throws IOException {
        client.set("net.topology.node.switch.mapping.impl", "org.apache.hadoop.net.StaticMapping");
        assertThat(inContainer().get("net.topology.node.switch.mapping.impl"))
                .isEqualTo("org.apache.hadoop.net.ScriptBasedMapping");
    }

    @Test
    void aClassLoaderOfTheJobDoesNotSupplyDefaults() throws Exception {
        byte[] written = JobSite.write(client);
        Path file = Files.write(folder.resolve(ApplicationStaging.JOB_SITE), written);
        Path planted = Files.createDirectory(folder.resolve("jar"));
        Files.writeString(
                planted.resolve("core-default.xml"),
                "<configuration><property><name>planted</name><value>yes</value></property></configuration>");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (java.net.URLClassLoader jobs =
                new java.net.URLClassLoader(new java.net.URL[] {planted.toUri().toURL()}, null)) {
            thread.setContextClassLoader(jobs);
            assertThat(JobSite.read(file).get("planted")).isNull();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}

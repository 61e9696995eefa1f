package io.yarnflink.it;

import io.yarnflink.cluster.ClusterProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One real HDFS and YARN for all tests of this module, started when the first test class asks and stopped at the end. */
final class SharedCluster implements BeforeAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedCluster.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        running(context);
    }

    private static Running running(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent("cluster", key -> new Running(), Running.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == CommandLine.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return new CommandLine(running(context).cluster.confDir());
    }

    /** Closed by JUnit with the root of all tests. */
    private static final class Running implements AutoCloseable {
        private final ClusterProcess cluster;
        private final Path folder;

        Running() {
            try {
                folder = Files.createTempDirectory("yarn-flink-it");
                cluster = ClusterProcess.start(
                        SourceTree.root().resolve("integration/cluster/target/cluster.classpath"),
                        folder.resolve("cluster"));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the cluster started", e);
            }
        }

        @Override
        public void close() throws IOException {
            cluster.close();
            Files.deleteIfExists(folder);
        }
    }
}

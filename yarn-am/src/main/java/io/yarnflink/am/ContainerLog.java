package io.yarnflink.am;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.LogManager;

/** Sets up the log of a container's process. */
final class ContainerLog {
    private static final Path SHIPPED = Path.of("logging.properties");

    private ContainerLog() {}

    /** Reads the file shipped with the job, or else the one in our jar: before the first logger is made. */
    static void configure() throws IOException {
        try (InputStream settings = open()) {
            LogManager.getLogManager().readConfiguration(settings);
        }
    }

    private static InputStream open() throws IOException {
        if (Files.exists(SHIPPED)) {
            return Files.newInputStream(SHIPPED);
        }
        InputStream own = ContainerLog.class.getResourceAsStream("logging.properties");
        if (own == null) {
            throw new IOException("logging.properties is missing in yarn-flink's jar; build it again");
        }
        return own;
    }
}

package io.yarnflink.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ClientLogTest {
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger ENGINE = Logger.getLogger("io.yarnflink");

    private final Level before = ROOT.getLevel();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @AfterEach
    void restore() {
        ROOT.setLevel(before);
        ENGINE.setLevel(null);
        ENGINE.setUseParentHandlers(true);
        ENGINE.removeHandler(ENGINE.getHandlers()[0]);
    }

    @Test
    void warningsOfTheEngineAreALineEachAndNothingElseIsHeard() {
        ClientLog.show(false, new PrintStream(printed, true, StandardCharsets.UTF_8));
        LoggerFactory.getLogger("io.yarnflink.api.environment").warn("Job '{}' asks for\n  checkpoints", "a");
        LoggerFactory.getLogger("io.yarnflink.api.environment").info("not for users");
        LoggerFactory.getLogger("org.apache.hadoop.ipc").warn("retrying");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo("yarn-flink: WARNING: Job 'a' asks for checkpoints" + System.lineSeparator());
    }
}

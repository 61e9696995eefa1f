package io.yarnflink.am;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLineTest {
    @Test
    void aRecordIsOneLine() {
        LogRecord entry = new LogRecord(Level.WARNING, "node {0} lost");
        entry.setLoggerName("io.yarnflink.am.Main");
        entry.setParameters(new Object[] {"a"});
        assertThat(new LogLine().format(entry))
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  Main - node a lost\n");
    }

    @Test
    void aStackTraceFollowsItsLine() {
        LogRecord entry = new LogRecord(Level.SEVERE, "failed");
        entry.setThrown(new IllegalStateException("why"));
        assertThat(new LogLine().format(entry))
                .contains("ERROR  - failed\njava.lang.IllegalStateException: why\n\tat ");
    }
}

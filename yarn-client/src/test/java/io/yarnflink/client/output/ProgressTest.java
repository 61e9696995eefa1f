package io.yarnflink.client.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.time.Clock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ManualClock clock = new ManualClock();

    @Test
    void withoutATerminalOnlyNewsMakeALine() {
        Progress progress = progress(false);
        progress.show("ACCEPTED", "");
        progress.show("ACCEPTED", "");
        progress.show("RUNNING", "10 records");
        progress.show("RUNNING", "20 records");
        assertThat(written()).isEqualTo("ACCEPTED\nRUNNING, 10 records\n");
    }

    @Test
    void withoutATerminalNumbersAloneMakeALineNowAndThen() {
        Progress progress = progress(false);
        progress.show("RUNNING", "10 records");
        clock.advance(Progress.QUIET);
        progress.show("RUNNING", "20 records");
        progress.show("RUNNING", "30 records");
        assertThat(written()).isEqualTo("RUNNING, 10 records\nRUNNING, 20 records\n");
    }

    @Test
    void aTerminalsLineIsRewritten() {
        Progress progress = progress(true);
        progress.show("ACCEPTED", "");
        progress.show("RUNNING", "10 records");
        progress.say("note");
        assertThat(written()).isEqualTo("\r\u001b[KACCEPTED\r\u001b[KRUNNING, 10 records\r\u001b[Knote\n");
    }

    private Progress progress(boolean terminal) {
        return new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, clock);
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** A clock that moves when told. */
    private static final class ManualClock implements Clock {
        private long nanos;

        void advance(Duration by) {
            nanos += by.toNanos();
        }

        @Override
        public long wallMillis() {
            return nanos / 1_000_000;
        }

        @Override
        public long nanos() {
            return nanos;
        }
    }
}

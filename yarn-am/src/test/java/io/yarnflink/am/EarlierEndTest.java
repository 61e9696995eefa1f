package io.yarnflink.am;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.JobStatus;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.rest.archive.JobArchive;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.transport.events.LifecycleEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EarlierEndTest {
    private static final Outcome FINISHED = new Outcome(
            "application_1",
            "job",
            "name",
            new Outcome.Ending(JobStatus.FINISHED, ExitCode.OK, "", ""),
            1,
            2,
            Map.of());

    private final List<Duration> pauses = new ArrayList<>();
    private Optional<Outcome> stored = Optional.empty();
    private int failures;

    private EarlierEnd end() {
        return new EarlierEnd("application_1", Archive::new, Runnable::run, pause -> {
            pauses.add(pause);
            return Runnable::run;
        });
    }

    @Test
    void itIsFoundOrNot() {
        assertThat(end().find()).isCompletedWithValue(Optional.empty());
        stored = Optional.of(FINISHED);
        assertThat(end().find()).isCompletedWithValue(stored);
        assertThat(pauses).isEmpty();
    }

    @Test
    void anArchiveThatIsAwayForAWhileIsAskedAgain() {
        failures = 3;
        assertThat(end().find()).isCompletedWithValue(Optional.empty());
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void oneThatNeverAnswersIsNotAskedForEver() {
        failures = Integer.MAX_VALUE;
        assertThat(end().find())
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("no HDFS");
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofMinutes(8), Duration.ofMinutes(15));
    }

    /** Fails as often as the test says. */
    private final class Archive implements JobArchive {
        @Override
        public EventAppender openEvents(String applicationId) throws IOException {
            throw new IOException("nobody writes");
        }

        @Override
        public List<LifecycleEvent> events(String applicationId) {
            return List.of();
        }

        @Override
        public boolean storeOutcome(Outcome outcome) {
            return false;
        }

        @Override
        public Optional<Outcome> outcome(String applicationId) throws IOException {
            if (failures > 0) {
                failures--;
                throw new IOException("no HDFS");
            }
            return stored;
        }

        @Override
        public List<String> applications() {
            return List.of();
        }
    }
}

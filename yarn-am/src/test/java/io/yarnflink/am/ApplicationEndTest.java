package io.yarnflink.am;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.JobStatus;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.rest.archive.JobArchive;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.events.LifecycleStep;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ApplicationEndTest {
    private static final Outcome FINISHED = outcome(JobStatus.FINISHED, ExitCode.OK, "");
    private static final Outcome FAILED = outcome(JobStatus.FAILED, ExitCode.USER_CODE, "map threw\n  badly");

    private final List<String> steps = new ArrayList<>();
    private boolean failing;

    @Test
    void theResultIsStoredBeforeYarnIsToldAndTheStagingGoesLast() {
        assertThat(end(new Archive(Optional.empty()), FAILED)).isEqualTo(FAILED);
        assertThat(steps)
                .containsExactly(
                        "store FAILED",
                        "unregister FAILED [USER_CODE] map threw badly",
                        "event APP_UNREGISTERED",
                        "log closed",
                        "staging removed");
    }

    @Test
    void aResultStoredByAnEarlierAttemptIsWhatYarnIsTold() {
        assertThat(end(new Archive(Optional.of(FINISHED)), FAILED)).isEqualTo(FINISHED);
        assertThat(steps).contains("unregister SUCCEEDED ").doesNotContain("store FAILED");
    }

    @Test
    void aCancelledJobIsKilledForYarn() {
        end(new Archive(Optional.empty()), outcome(JobStatus.CANCELED, ExitCode.CANCELED, "cancelled by alice"));
        assertThat(steps).contains("unregister KILLED [CANCELED] cancelled by alice");
    }

    @Test
    void theStagingStaysForTheNextAttemptWhenYarnIsNotTold() {
        failing = true;
        assertThat(end(new Archive(Optional.empty()), FAILED)).isEqualTo(FAILED);
        assertThat(steps).containsExactly("unregister FAILED [USER_CODE] map threw badly", "log closed");
    }

    @Test
    void theNextAttemptEndsWithTheStoredResultAndRemovesTheStaging() {
        failing = true;
        end(new Archive(Optional.of(FINISHED)), FINISHED);
        failing = false;
        assertThat(end(new Archive(Optional.of(FINISHED)), FAILED)).isEqualTo(FINISHED);
        assertThat(steps)
                .containsExactly("unregister SUCCEEDED ", "event APP_UNREGISTERED", "log closed", "staging removed");
    }

    @Test
    void anArchiveThatCannotEvenBeLoadedCostsNothingButTheStoredResult() {
        ApplicationEnd end = opening(new NoClassDefFoundError("org/apache/hadoop/fs/FileSystem"));
        CompletableFuture<Outcome> stored = end.storeOn(Runnable::run, FINISHED);
        assertThat(stored).isCompletedWithValue(FINISHED);
        assertThat(end.isStored())
                .as("nothing may be deleted that a next attempt needs")
                .isFalse();
        assertThat(opening(new IllegalArgumentException("no such scheme")).storeOn(Runnable::run, FINISHED))
                .isCompletedWithValue(FINISHED);
    }

    @Test
    void whoeverWaitsForTheStoredResultLearnsThatNothingCanBeTrusted() {
        OutOfMemoryError memory = new OutOfMemoryError("Java heap space");
        assertThat(opening(memory).storeOn(Runnable::run, FINISHED))
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCause(memory);
        assertThat(opening(memory)
                        .storeOn(
                                task -> {
                                    throw new RejectedExecutionException("no thread");
                                },
                                FINISHED))
                .isCompletedExceptionally();
    }

    private ApplicationEnd opening(Throwable failure) {
        return new ApplicationEnd(
                () -> {
                    if (failure instanceof Error error) {
                        throw error;
                    }
                    throw new IllegalStateException(failure);
                },
                (status, diagnostics) -> step("unregister"),
                List.of(() -> step("staging removed")));
    }

    private Outcome end(JobArchive archive, Outcome outcome) {
        ArchivedEvents events = new ArchivedEvents(Part::new, Runnable::run);
        events.append(new LifecycleEvent(LifecycleStep.JOB_FINISHED, "JobMaster", "h", 1, Map.of()));
        steps.clear();
        ApplicationEnd end = new ApplicationEnd(
                () -> archive,
                (status, diagnostics) -> step("unregister " + status + " " + diagnostics),
                List.of(() -> step("staging removed")));
        Outcome stored = end.store(outcome);
        end.leave(
                stored,
                events,
                () -> new LifecycleEvent(LifecycleStep.APP_UNREGISTERED, "ApplicationMaster", "h", 2, Map.of()));
        return stored;
    }

    private void step(String step) throws IOException {
        steps.add(step);
        if (failing) {
            throw new IOException("out of order");
        }
    }

    private static Outcome outcome(JobStatus state, ExitCode code, String cause) {
        return new Outcome(
                "application_1_0001", "job", "name", new Outcome.Ending(state, code, cause, ""), 1, 2, Map.of());
    }

    private final class Part implements JobArchive.EventAppender {
        @Override
        public void append(List<LifecycleEvent> batch) {
            batch.forEach(event -> steps.add("event " + event.step()));
        }

        @Override
        public void close() {
            steps.add("log closed");
        }
    }

    private final class Archive implements JobArchive {
        private final Optional<Outcome> stored;

        Archive(Optional<Outcome> stored) {
            this.stored = stored;
        }

        @Override
        public EventAppender openEvents(String applicationId) {
            return new Part();
        }

        @Override
        public List<LifecycleEvent> events(String applicationId) {
            return List.of();
        }

        @Override
        public boolean storeOutcome(Outcome outcome) throws IOException {
            if (failing) {
                throw new IOException("no HDFS");
            }
            if (stored.isEmpty()) {
                steps.add("store " + outcome.ending().state());
            }
            return stored.isEmpty();
        }

        @Override
        public Optional<Outcome> outcome(String applicationId) {
            return stored;
        }

        @Override
        public List<String> applications() {
            return List.of();
        }
    }
}

package io.yarnflink.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.JobStatus;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.rest.archive.JobArchive;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.events.LifecycleStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HdfsJobArchiveTest {
    private static final String APP = "application_1_0001";

    @TempDir
    Path folder;

    @Test
    void eventsOfClientAndAttemptsAreMergedInTheirOrder() throws Exception {
        append(JobArchive.attempt(10), event(LifecycleStep.APP_UNREGISTERED));
        append(JobArchive.attempt(2), event(LifecycleStep.JM_STARTED));
        append(JobArchive.CLIENT, event(LifecycleStep.CLIENT_JOB_GRAPH), event(LifecycleStep.CLIENT_STAGED));
        assertThat(archive("reader").events(APP))
                .extracting(LifecycleEvent::step)
                .containsExactly(
                        LifecycleStep.CLIENT_JOB_GRAPH,
                        LifecycleStep.CLIENT_STAGED,
                        LifecycleStep.JM_STARTED,
                        LifecycleStep.APP_UNREGISTERED);
    }

    @Test
    void eventsAreReadableWhileTheirLogIsOpen() throws Exception {
        try (JobArchive.EventAppender events = archive("1").openEvents(APP)) {
            events.append(List.of(event(LifecycleStep.AM_STARTED)));
            assertThat(archive("reader").events(APP)).containsExactly(event(LifecycleStep.AM_STARTED));
        }
    }

    @Test
    void aLineCutOffByItsWritersDeathIsPassedOver() throws Exception {
        append("1", event(LifecycleStep.AM_STARTED));
        Files.writeString(folder.resolve(APP + "/events-1.jsonl"), "{\"event\":\"JM_", StandardOpenOption.APPEND);
        assertThat(archive("reader").events(APP)).containsExactly(event(LifecycleStep.AM_STARTED));
    }

    @Test
    void noAttemptWritesIntoTheLogOfAnother() throws Exception {
        append("1", event(LifecycleStep.AM_STARTED));
        assertThatThrownBy(() -> archive("1").openEvents(APP)).isInstanceOf(IOException.class);
    }

    @Test
    void everyUserAddsToAnArchiveThatIsInNobodysHome() throws Exception {
        Path history = folder.resolve("history");
        new HdfsJobArchive(LocalHadoop.fileSystem(), LocalHadoop.path(history), "1")
                .storeOutcome(outcome(JobStatus.FINISHED));
        assertThat(LocalHadoop.mode(history)).isEqualTo("1777");
        assertThat(LocalHadoop.mode(history.resolve(APP))).isEqualTo("750");
    }

    @Test
    void theFirstOutcomeStays() throws Exception {
        assertThat(archive("1").outcome(APP)).isEmpty();
        assertThat(archive("1").storeOutcome(outcome(JobStatus.FINISHED))).isTrue();
        assertThat(archive("2").storeOutcome(outcome(JobStatus.FAILED))).isFalse();
        assertThat(archive("reader").outcome(APP)).contains(outcome(JobStatus.FINISHED));
        try (Stream<Path> files = Files.list(folder.resolve(APP))) {
            assertThat(files).containsExactly(folder.resolve(APP + "/result.json"));
        }
    }

    @Test
    void applicationsAreListed() throws Exception {
        assertThat(archive("reader").applications()).isEmpty();
        append("1", event(LifecycleStep.AM_STARTED));
        assertThat(archive("reader").applications()).containsExactly(APP);
        assertThat(archive("reader").events("application_1_0002")).isEmpty();
    }

    private void append(String writer, LifecycleEvent... events) throws IOException {
        try (JobArchive.EventAppender appender = archive(writer).openEvents(APP)) {
            appender.append(List.of(events));
        }
    }

    private JobArchive archive(String writer) throws IOException {
        return new HdfsJobArchive(LocalHadoop.fileSystem(), LocalHadoop.path(folder), writer);
    }

    private static LifecycleEvent event(LifecycleStep step) {
        return new LifecycleEvent(step, "component", "host", 7, Map.of());
    }

    private static Outcome outcome(JobStatus state) {
        ExitCode code = ExitCode.of(state, "");
        return new Outcome(APP, "job", "name", new Outcome.Ending(state, code, "", ""), 1, 2, Map.of());
    }
}

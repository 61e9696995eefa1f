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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.CannotObtainBlockLengthException;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.util.Progressable;
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
    void aLogThatCannotBeWrittenAnyMoreGoesOnInAnotherPart() throws Exception {
        MortalDataNodes hdfs = new MortalDataNodes();
        hdfs.initialize(LocalHadoop.path(folder).toUri(), new Configuration());
        try (JobArchive.EventAppender events =
                new HdfsJobArchive(hdfs, LocalHadoop.path(folder), "1").openEvents(APP)) {
            events.append(List.of(event(LifecycleStep.AM_STARTED)));
            hdfs.die();
            events.append(List.of(event(LifecycleStep.JM_STARTED)));
            hdfs.die();
            events.append(List.of(event(LifecycleStep.SLOTS_REQUESTED), event(LifecycleStep.JOB_RUNNING)));
        }
        append("2", event(LifecycleStep.JOB_FINISHED));
        assertThat(archive("reader").events(APP))
                .extracting(LifecycleEvent::step)
                .containsExactly(
                        LifecycleStep.AM_STARTED,
                        LifecycleStep.JM_STARTED,
                        LifecycleStep.SLOTS_REQUESTED,
                        LifecycleStep.JOB_RUNNING,
                        LifecycleStep.JOB_FINISHED);
    }

    @Test
    void aLogWhoseWriterDiedWithItsDataNodeIsEndedAndRead() throws Exception {
        append("1", event(LifecycleStep.AM_STARTED));
        try (UnknownLength hdfs = new UnknownLength()) {
            assertThat(new HdfsJobArchive(hdfs, LocalHadoop.path(folder), "reader").events(APP))
                    .containsExactly(event(LifecycleStep.AM_STARTED));
        }
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

    /** Files that were open when it {@link #die dies} keep what they have, as far as they have it, and take no more. */
    private static final class MortalDataNodes extends RawLocalFileSystem {
        private int lives = 1;

        void die() {
            lives++;
        }

        @Override
        public FSDataOutputStream create(
                org.apache.hadoop.fs.Path file,
                FsPermission permission,
                boolean overwrite,
                int bufferSize,
                short replication,
                long blockSize,
                Progressable progress)
                throws IOException {
            int life = lives;
            FSDataOutputStream out =
                    super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress);
            return new FSDataOutputStream(out, new FileSystem.Statistics("file")) {
                @Override
                public void hflush() throws IOException {
                    super.hflush();
                    if (life != lives) {
                        throw new IOException("all DataNodes are bad");
                    }
                }
            };
        }
    }

    /** Cannot tell how long a file is before it is ended. */
    private static final class UnknownLength extends DistributedFileSystem {
        private final FileSystem local = LocalHadoop.fileSystem();
        private boolean ended;

        UnknownLength() throws IOException {
            setConf(new Configuration());
        }

        @Override
        public URI getUri() {
            return local.getUri();
        }

        @Override
        public org.apache.hadoop.fs.Path getWorkingDirectory() {
            return local.getWorkingDirectory();
        }

        @Override
        public FileStatus[] listStatus(org.apache.hadoop.fs.Path path) throws IOException {
            return local.listStatus(path);
        }

        @Override
        public FSDataInputStream open(org.apache.hadoop.fs.Path path, int bufferSize) throws IOException {
            if (!ended) {
                throw new CannotObtainBlockLengthException("nobody knows the last block");
            }
            return local.open(path, bufferSize);
        }

        @Override
        public boolean recoverLease(org.apache.hadoop.fs.Path path) {
            ended = true;
            return true;
        }

        @Override
        public void close() {}
    }
}

package io.yarnflink.staging;

import io.yarnflink.rest.archive.EventJson;
import io.yarnflink.rest.archive.JobArchive;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.rest.archive.OutcomeJson;
import io.yarnflink.transport.events.LifecycleEvent;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.io.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job archive on HDFS: {@code <root>/<applicationId>/events-<writer>.jsonl} and {@code result.json}.
 * A writer whose file cannot be written any more, for its DataNodes died, goes on in {@code events-<writer>_2.jsonl}.
 */
public final class HdfsJobArchive implements JobArchive {
    private static final Logger LOG = LoggerFactory.getLogger(HdfsJobArchive.class);
    private static final String EVENTS = "events-";
    private static final String LINES = ".jsonl";
    /** Before the number of a writer's second part, and of those that follow. */
    private static final String NEXT = "_";

    private static final String RESULT = "result.json";

    // Exceptions may quote users' records: for the owner, and a history server in the owner's group.
    private static final FsPermission FOLDER = new FsPermission((short) 0750);
    private static final FsPermission FILE = new FsPermission((short) 0640);

    private final FileSystem fs;
    private final Path root;
    private final String writer;

    /** {@code writer} names this process among those of one application: a client, or an attempt. */
    public HdfsJobArchive(FileSystem fs, Path root, String writer) {
        this.fs = fs;
        this.root = fs.makeQualified(root);
        this.writer = writer;
    }

    @Override
    public EventAppender openEvents(String applicationId) throws IOException {
        return new Appender(makeFolder(applicationId));
    }

    private Path folder(String applicationId) {
        return new Path(root, applicationId);
    }

    private Path makeFolder(String applicationId) throws IOException {
        Path folder = folder(applicationId);
        SharedFolders.make(fs, root, root);
        fs.mkdirs(folder, FOLDER);
        return folder;
    }

    private FSDataOutputStream create(Path file, boolean overwrite) throws IOException {
        return fs.createFile(file).permission(FILE).overwrite(overwrite).build();
    }

    @Override
    public List<LifecycleEvent> events(String applicationId) throws IOException {
        // What a writer could not bring to an end in one part, and wrote again into the next, is the same event.
        Set<LifecycleEvent> events = new LinkedHashSet<>();
        for (Path part : parts(applicationId)) {
            events.addAll(read(part));
        }
        return List.copyOf(events);
    }

    /** The client's part first, then the attempts' by number. */
    private List<Path> parts(String applicationId) throws IOException {
        return Arrays.stream(list(folder(applicationId)))
                .map(FileStatus::getPath)
                .filter(path -> path.getName().startsWith(EVENTS))
                .sorted(Comparator.comparingLong((Path part) -> number(part, 0))
                        .thenComparingLong(part -> number(part, 1))
                        .thenComparing(Path::getName))
                .toList();
    }

    /** Of {@code events-<attempt>_<part>.jsonl}; 0 where there is none. */
    private static long number(Path part, int index) {
        String name = part.getName().substring(EVENTS.length(), part.getName().length() - LINES.length());
        String[] numbers = name.split(NEXT, -1);
        return index < numbers.length && numbers[index].matches("\\d{1,18}") ? Long.parseLong(numbers[index]) : 0;
    }

    private FileStatus[] list(Path folder) throws IOException {
        try {
            return fs.listStatus(folder);
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }

    private List<LifecycleEvent> read(Path part) throws IOException {
        byte[] bytes;
        try (FSDataInputStream in = UnfinishedFile.open(fs, part)) {
            bytes = in.readAllBytes();
        }
        List<LifecycleEvent> events = new ArrayList<>();
        // What follows the last line end is a line still being written, or one that its writer's death cut off.
        int end = lastLineEnd(bytes);
        for (String line :
                new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList()) {
            try {
                events.add(EventJson.parse(line));
            } catch (IOException e) {
                LOG.warn("{}: passes over a line that is no event: {}", part, e.getMessage());
            }
        }
        return events;
    }

    private static int lastLineEnd(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    @Override
    public boolean storeOutcome(Outcome outcome) throws IOException {
        Path folder = makeFolder(outcome.applicationId());
        Path aside = new Path(folder, "." + RESULT + "." + writer);
        try (FSDataOutputStream out = create(aside, true)) {
            out.write((OutcomeJson.write(outcome) + "\n").getBytes(StandardCharsets.UTF_8));
            out.hsync();
        }
        try {
            ExclusiveRename.rename(fs, aside, new Path(folder, RESULT));
            return true;
        } catch (FileAlreadyExistsException e) {
            fs.delete(aside, false);
            return false;
        }
    }

    @Override
    public Optional<Outcome> outcome(String applicationId) throws IOException {
        try (FSDataInputStream in = fs.open(new Path(folder(applicationId), RESULT))) {
            return Optional.of(OutcomeJson.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> applications() throws IOException {
        return Arrays.stream(list(root))
                .filter(FileStatus::isDirectory)
                .map(status -> status.getPath().getName())
                .sorted()
                .toList();
    }

    private final class Appender implements EventAppender {
        private final Path folder;
        private int parts = 1;
        private FSDataOutputStream out;

        Appender(Path folder) throws IOException {
            this.folder = folder;
            this.out = create(part(""), false);
        }

        private Path part(String next) {
            return new Path(folder, EVENTS + writer + next + LINES);
        }

        @Override
        public void append(List<LifecycleEvent> events) throws IOException {
            StringBuilder lines = new StringBuilder();
            events.forEach(event -> lines.append(EventJson.line(event)).append('\n'));
            byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
            try {
                write(bytes);
            } catch (IOException e) {
                LOG.warn("{}: the event log goes on in another part, for this one cannot be written: {}", folder, e, e);
                FSDataOutputStream broken = out;
                out = create(part(NEXT + ++parts), false);
                IOUtils.closeStream(broken);
                write(bytes);
            }
        }

        private void write(byte[] bytes) throws IOException {
            out.write(bytes);
            out.hflush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}

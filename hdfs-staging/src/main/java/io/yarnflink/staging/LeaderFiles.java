package io.yarnflink.staging;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Who has led an application: a file for each epoch, in a folder of the application's staging; calls block. */
public final class LeaderFiles {
    private static final String FOLDER = "leaders";

    private final FileSystem fs;
    private final Path folder;

    /** Where a leader's ResourceManager is reached, and its epoch. */
    public record Leader(long epoch, String host, int port, String endpoint) {}

    /** {@code staging} is the application's folder. */
    public LeaderFiles(FileSystem fs, Path staging) {
        this.fs = fs;
        this.folder = new Path(fs.makeQualified(staging), FOLDER);
    }

    /** Tells who leads from now on; an epoch is led once. */
    public void write(Leader leader) throws IOException {
        Path aside = new Path(folder, "." + leader.epoch());
        try (OutputStream out = fs.create(aside, true)) {
            out.write(
                    (leader.host() + "\n" + leader.port() + "\n" + leader.endpoint()).getBytes(StandardCharsets.UTF_8));
        }
        ExclusiveRename.rename(fs, aside, new Path(folder, String.valueOf(leader.epoch())));
    }

    /** The leader of the highest epoch; empty when there has been none. */
    public Optional<Leader> newest() throws IOException {
        long highest = -1;
        try {
            for (FileStatus file : fs.listStatus(folder)) {
                String name = file.getPath().getName();
                if (!name.startsWith(".")) {
                    highest = Math.max(highest, Long.parseLong(name));
                }
            }
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
        return highest < 0 ? Optional.empty() : Optional.of(read(highest));
    }

    private Leader read(long epoch) throws IOException {
        Path file = new Path(folder, String.valueOf(epoch));
        try (FSDataInputStream in = fs.open(file)) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            if (lines.size() != 3) {
                throw new IOException("the leader file " + file + " has " + lines.size() + " lines instead of 3");
            }
            return new Leader(epoch, lines.get(0), Integer.parseInt(lines.get(1)), lines.get(2));
        }
    }
}

package io.yarnflink.testkit.simulated;

import io.yarnflink.state.checkpoint.FormatCodec;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.format.PendingCommit;
import io.yarnflink.testkit.storage.MemoryCheckpointStorages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What must hold of a job's checkpoints under all its leaders together, seen where they become durable: one leader at a time
 * completes them (I2), their ids grow (I10), and nothing is committed but what a completed one names.
 */
final class CheckpointInvariants {
    private static final Pattern COMPLETED = Pattern.compile("(.*/commits/epoch-(\\d+))/chk-(\\d+)");
    /** Magic and version before the record, SHA-256 behind it. */
    private static final int HEADER = 8;

    private static final int DIGEST = 32;

    private final MemoryCheckpointStorages files;
    private final boolean pointed;
    private final Consumer<AssertionError> violation;
    private final Map<String, Line> jobs = new HashMap<>();
    private long highestEpoch;

    /** The checkpoints of one job, in the order in which they were completed. */
    private static final class Line {
        private final Map<Long, Set<ByteBuffer>> named = new HashMap<>();
        private final Set<ByteBuffer> decided = new HashSet<>();
        private long epoch;
        private long id;
        private long pointedEpoch;
        private long pointedId;
    }

    /** {@code pointed}: whether a checkpoint is complete when the pointer says so, and not before. */
    CheckpointInvariants(MemoryCheckpointStorages files, boolean pointed, Consumer<AssertionError> violation) {
        this.files = files;
        this.pointed = pointed;
        this.violation = violation;
    }

    /** A file has this path now. */
    void renamed(String path) {
        Matcher completed = COMPLETED.matcher(path);
        if (!completed.matches()) {
            return;
        }
        CheckpointMetadata metadata = read(path);
        Line line = jobs.computeIfAbsent(metadata.getJobId(), absent -> new Line());
        long epoch = Long.parseLong(completed.group(2));
        long id = Long.parseLong(completed.group(3));
        require(epoch >= line.epoch, path + " is completed after one of epoch " + line.epoch);
        require(!files.exists(completed.group(1) + ".closed"), path + " is completed after its leader was followed");
        // What no pointer named was withdrawn, and its id may be another one's.
        long latest = pointed ? line.pointedId : line.id;
        require(id > latest, path + " is completed after checkpoint " + latest);
        line.epoch = epoch;
        line.id = id;
        highestEpoch = Math.max(highestEpoch, epoch);
        Set<ByteBuffer> named = new HashSet<>();
        for (PendingCommit commit : metadata.getCommits()) {
            named.addAll(commit.getCommittables());
        }
        line.named.put(id, named);
        if (!pointed) {
            line.decided.addAll(named);
        }
    }

    /** The leader of an epoch has moved a job's pointer. */
    void moved(String jobId, long epoch, long checkpointId) {
        Line line = jobs.computeIfAbsent(jobId, absent -> new Line());
        String what = "the pointer of job " + jobId + " is moved to " + checkpointId + " by epoch " + epoch;
        require(epoch >= line.pointedEpoch, what + " after epoch " + line.pointedEpoch + " has moved it");
        require(checkpointId >= line.pointedId, what + " from " + line.pointedId);
        line.pointedEpoch = epoch;
        line.pointedId = checkpointId;
        if (checkpointId > 0) {
            Set<ByteBuffer> named = line.named.get(checkpointId);
            require(named != null, what + ", which was never completed");
            line.decided.addAll(named == null ? Set.of() : named);
        }
    }

    /** Whether a completed checkpoint of any job lets that be committed. */
    boolean isDecided(byte[] committable) {
        ByteBuffer bytes = ByteBuffer.wrap(committable);
        return jobs.values().stream().anyMatch(line -> line.decided.contains(bytes));
    }

    /** The last leader that completed any; 0 before the first. */
    long highestEpoch() {
        return highestEpoch;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            violation.accept(new AssertionError(otherwise));
        }
    }

    private CheckpointMetadata read(String path) {
        try {
            byte[] bytes = files.bytes(path);
            return FormatCodec.decode(
                    CheckpointMetadata.class, Arrays.copyOfRange(bytes, HEADER, bytes.length - DIGEST));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " was completed and cannot be read", e);
        }
    }
}

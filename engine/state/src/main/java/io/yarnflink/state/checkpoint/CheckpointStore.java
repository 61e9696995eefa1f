package io.yarnflink.state.checkpoint;

import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.storage.CheckpointStorage;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The completed checkpoints of one job, as its leader of one epoch sees them. A checkpoint is complete when its metadata
 * is in {@code commits/epoch-N/}; a later leader renames that folder first, so that an earlier one can complete nothing
 * any more. Calls block; one thread at a time.
 */
public final class CheckpointStore {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);

    /** What the job's last leader calls its folder before it deletes it. */
    private static final String ENDED = ".closed.ended";

    private final CheckpointStorage storage;
    private final long epoch;
    private final NavigableMap<Long, StoredCheckpoint> known = new TreeMap<>();
    /** Segments of checkpoints dropped last: a snapshot under way may have been begun before it was told so. */
    private Set<String> droppedLast = Set.of();

    private @Nullable Uncertain uncertain;
    private long asideFiles;

    private record Uncertain(OnePublication publication, StoredCheckpoint checkpoint) {}

    private CheckpointStore(CheckpointStorage storage, long epoch) {
        this.storage = storage;
        this.epoch = epoch;
    }

    /** The store, and all completed checkpoints, the newest first; {@code haveSavepoints}: see {@link #markSavepoints}. */
    public record Opened(CheckpointStore store, List<StoredCheckpoint> checkpoints, boolean haveSavepoints) {

        /** What the job goes on from. A corrupt one is never passed over, for its sinks may have committed. */
        public Optional<CheckpointMetadata> latest() throws CorruptCheckpointException {
            return latest(false);
        }

        /**
         * Without those after {@code checkpointId}, which were not agreed on elsewhere and are deleted; 0 leaves none. The one
         * that it names is corrupt when it is not there; nothing is deleted then, for what names it may be what is wrong.
         */
        public Opened upTo(long checkpointId) throws IOException {
            boolean known = checkpointId == 0 || store.known.containsKey(checkpointId);
            if (known) {
                store.withdrawAfter(checkpointId);
            }
            List<StoredCheckpoint> kept = new ArrayList<>(store.newestFirst());
            if (!known) {
                String path = CheckpointFiles.COMMITS + "/*/" + CheckpointFiles.metadata(checkpointId);
                CorruptCheckpointException missing = new CorruptCheckpointException(
                        store.storage.location(path), "it is missing, although it is the latest");
                kept.add(0, new StoredCheckpoint(checkpointId, path, Optional.empty(), Optional.of(missing)));
            }
            return new Opened(store, List.copyOf(kept), haveSavepoints);
        }

        /** {@code older}: the newest that can be read, for users who accept that output of later ones may come twice. */
        public Optional<CheckpointMetadata> latest(boolean older) throws CorruptCheckpointException {
            return StoredCheckpoint.latest(checkpoints, older).flatMap(StoredCheckpoint::metadata);
        }

        /** For people: what going on from {@code latest} leaves out, if anything. */
        public Optional<String> passedOver(Optional<CheckpointMetadata> latest) {
            long from = latest.map(CheckpointMetadata::getCheckpointId).orElse(0L);
            return checkpoints.stream()
                    .filter(each -> each.checkpointId() > from)
                    .findFirst()
                    .map(newest -> "Going on from checkpoint " + from + ": output of checkpoints " + (from + 1) + " to "
                            + newest.checkpointId() + " may come twice, for "
                            + newest.problem().map(Throwable::getMessage).orElse("they are passed over"));
        }

        /** Above those of all completed checkpoints. */
        public long nextCheckpointId() {
            return checkpoints.isEmpty() ? 1 : checkpoints.get(0).checkpointId() + 1;
        }
    }

    /**
     * Takes over as leader of {@code epoch}; {@link StaleEpochException} when there is a later one. May be called again
     * after any other exception.
     */
    public static Opened open(CheckpointStorage storage, long epoch) throws IOException {
        CheckpointStore store = new CheckpointStore(storage, epoch);
        storage.makeFolder(CheckpointFiles.DATA);
        storage.makeFolder(CheckpointFiles.ASIDE);
        storage.makeFolder(CheckpointFiles.COMMITS);
        store.requireNewest();
        // Before the others are looked for: of two leaders that begin at once, the earlier one then sees the later one.
        storage.makeFolder(store.commits());
        for (String folder : store.requireNewest()) {
            long other = CheckpointFiles.epochOf(folder).orElse(epoch);
            if (other < epoch && folder.equals(CheckpointFiles.epoch(other))) {
                store.close(folder);
            }
        }
        store.sweepAside();
        return new Opened(store, store.readAll(), storage.exists(CheckpointFiles.SAVEPOINTS));
    }

    /** Whether a leader ever opened it there. */
    public static boolean isIn(CheckpointStorage storage) throws IOException {
        return storage.exists(CheckpointFiles.COMMITS);
    }

    /** Whether a job has completed checkpoints in its folder, whoever led it; also corrupt ones. */
    public static boolean hasCompleted(CheckpointStorage storage) throws IOException {
        return isIn(storage) && !StoredCheckpoints.in(storage).byId().isEmpty();
    }

    private String commits() {
        return CheckpointFiles.COMMITS + "/" + CheckpointFiles.epoch(epoch);
    }

    private List<String> requireNewest() throws IOException {
        return requireNewest("");
    }

    private List<String> requireNewest(String ours) throws IOException {
        List<String> folders = storage.list(CheckpointFiles.COMMITS);
        for (String folder : folders) {
            long other = CheckpointFiles.epochOf(folder).orElse(-1);
            boolean closed = !folder.equals(CheckpointFiles.epoch(epoch)) && !folder.equals(ours);
            if (other > epoch || (other == epoch && closed)) {
                throw new StaleEpochException(
                        epoch,
                        storage.location(CheckpointFiles.COMMITS + "/" + folder)
                                + " shows that a later attempt has taken over");
            }
        }
        return folders;
    }

    /** From now on its leader completes nothing more. */
    private void close(String folder) throws IOException {
        String from = CheckpointFiles.COMMITS + "/" + folder;
        for (int number = 1; ; number++) {
            try {
                storage.renameFolder(from, from + ".closed" + (number == 1 ? "" : "." + number));
                return;
            } catch (NoSuchFileException e) {
                return;
            } catch (FileAlreadyExistsException e) {
                // Its leader woke up and made the folder once more, and found that it was closed.
                LOG.debug("{} is closed already", from);
            }
        }
    }

    /** What leaders before had not completed: it must not become complete now that all is to be listed. */
    private void sweepAside() throws IOException {
        for (String name : storage.list(CheckpointFiles.ASIDE)) {
            OptionalLong its = CheckpointFiles.epochOfAside(name);
            if (its.isPresent() && its.getAsLong() <= epoch) {
                storage.delete(CheckpointFiles.ASIDE + "/" + name);
            }
        }
    }

    private List<StoredCheckpoint> readAll() throws IOException {
        try {
            StoredCheckpoints stored = StoredCheckpoints.in(storage);
            if (stored.vanished()) {
                // A later leader has renamed their folder, or the one before has dropped them as too old.
                requireNewest();
            }
            known.putAll(stored.byId());
        } catch (NoSuchFileException e) {
            throw new StaleEpochException(epoch, e.getFile() + " was closed by a later attempt");
        }
        return newestFirst();
    }

    private List<StoredCheckpoint> newestFirst() {
        return List.copyOf(known.descendingMap().values());
    }

    private void withdrawAfter(long checkpointId) throws IOException {
        for (StoredCheckpoint each :
                List.copyOf(known.tailMap(checkpointId, false).values())) {
            LOG.info("{} was not agreed on, and is deleted", storage.location(each.file()));
            storage.delete(each.file());
            known.remove(each.checkpointId());
        }
    }

    /**
     * Completes a checkpoint; when this returns it is what the job goes on from, whatever dies. {@link
     * StaleEpochException}: a later leader decides. {@link UncertainCompletionException}: it may be complete; call again
     * with the same metadata, and abort nothing. Any other exception: it is not complete and never will be.
     */
    public void complete(CheckpointMetadata metadata) throws IOException {
        long id = metadata.getCheckpointId();
        try {
            settle();
        } catch (NoSuchFileException e) {
            throw closed();
        }
        StoredCheckpoint same = known.get(id);
        if (same != null && same.metadata().equals(Optional.of(metadata))) {
            return;
        }
        requireSegments(metadata);
        String target = commits() + "/" + CheckpointFiles.metadata(id);
        asideFiles++;
        String aside = CheckpointFiles.aside(id, epoch, asideFiles);
        OnePublication publication = new OnePublication(storage, id, aside, target, MetadataFile.encode(metadata));
        try {
            publication.publish();
        } catch (UncertainCompletionException e) {
            uncertain = new Uncertain(publication, StoredCheckpoint.of(target, metadata));
            throw e;
        } catch (NoSuchFileException e) {
            throw closed();
        }
        known.put(id, StoredCheckpoint.of(target, metadata));
    }

    /** What follows is certain again only when the rename without an answer has come or can no longer come. */
    private void settle() throws IOException {
        Uncertain open = uncertain;
        if (open != null) {
            if (open.publication().settled()) {
                known.put(open.checkpoint().checkpointId(), open.checkpoint());
            }
            uncertain = null;
        }
    }

    private StaleEpochException closed() {
        return new StaleEpochException(epoch, storage.location(commits()) + " was closed by a later attempt");
    }

    private void requireSegments(CheckpointMetadata metadata) throws IOException {
        Set<String> needed = StoredCheckpoint.segments(metadata);
        if (!needed.isEmpty()) {
            Set<String> there = new HashSet<>(storage.list(CheckpointFiles.DATA));
            for (String segment : needed) {
                if (!there.contains(segment.substring(CheckpointFiles.DATA.length() + 1))) {
                    throw new CorruptCheckpointException(storage.location(segment), "it is missing");
                }
            }
        }
    }

    /**
     * Deletes what is older than the newest {@code retained} checkpoints, and segments that nobody refers to. Savepoints
     * have their own folders, and stay.
     */
    public void discardOld(int retained) throws IOException {
        if (uncertain != null || known.isEmpty()) {
            return;
        }
        long oldest = oldestRetained(Math.max(1, retained));
        List<StoredCheckpoint> old = List.copyOf(known.headMap(oldest, false).values());
        if (!old.isEmpty()) {
            Set<String> dropped = new TreeSet<>();
            for (StoredCheckpoint each : old) {
                // The metadata first: what can be listed can be restored.
                storage.delete(each.file());
                known.remove(each.checkpointId());
                dropped.addAll(each.segments());
            }
            // Had a later leader renamed the folder, then the metadata would still be there, and need its segments.
            if (!storage.exists(commits())) {
                throw closed();
            }
            droppedLast = dropped;
        }
        if (known.values().stream().noneMatch(each -> each.problem().isPresent())) {
            sweepSegments();
        }
    }

    private long oldestRetained(int retained) {
        long oldest = known.lastKey();
        int left = retained;
        for (StoredCheckpoint each : known.descendingMap().values()) {
            if (!each.isSavepoint()) {
                oldest = each.checkpointId();
                left--;
            }
            if (left == 0) {
                return oldest;
            }
        }
        return oldest;
    }

    /** Deletes one checkpoint, and everything with the last one. */
    void discard(long checkpointId) throws IOException {
        StoredCheckpoint one = known.remove(checkpointId);
        if (known.isEmpty()) {
            discardAll();
        } else if (one != null) {
            storage.delete(one.file());
            boolean allReadable =
                    known.values().stream().noneMatch(each -> each.problem().isPresent());
            Set<String> unneeded = new TreeSet<>(allReadable ? one.segments() : Set.of());
            known.values().forEach(other -> unneeded.removeAll(other.segments()));
            for (String segment : unneeded) {
                storage.delete(segment);
            }
        }
    }

    private void sweepSegments() throws IOException {
        Set<String> needed = new HashSet<>(droppedLast);
        known.values().forEach(each -> needed.addAll(each.segments()));
        long newest = known.lastKey();
        for (String name : storage.list(CheckpointFiles.DATA)) {
            OptionalLong id = CheckpointFiles.checkpointOfSegment(name);
            String path = CheckpointFiles.DATA + "/" + name;
            // Those of later checkpoints are still being written, perhaps for a later leader.
            if (id.isPresent() && id.getAsLong() <= newest && !needed.contains(path)) {
                storage.delete(path);
            }
        }
    }

    /**
     * Deletes everything: the job has ended, its result is stored, and nobody will go on from here. {@link
     * StaleEpochException}: a later leader decides.
     */
    public void discardAll() throws IOException {
        if (storage.exists(CheckpointFiles.COMMITS)) {
            requireNewest(CheckpointFiles.epoch(epoch) + ENDED);
            try {
                storage.renameFolder(commits(), commits() + ENDED);
            } catch (NoSuchFileException | FileAlreadyExistsException e) {
                LOG.debug("{} has been closed by an earlier try", commits());
            }
            requireNewest(CheckpointFiles.epoch(epoch) + ENDED);
        }
        storage.delete(CheckpointFiles.COMMITS);
        storage.delete(CheckpointFiles.ASIDE);
        storage.delete(CheckpointFiles.DATA);
        storage.delete(CheckpointFiles.SAVEPOINTS);
    }

    /** {@link StaleEpochException} when a later leader decides what becomes of the job. */
    public void requireLeader() throws IOException {
        requireNewest();
        if (!storage.exists(commits())) {
            throw closed();
        }
    }

    /** From now on there may be savepoints, also for later leaders. */
    public void markSavepoints() throws IOException {
        storage.makeFolder(CheckpointFiles.SAVEPOINTS);
    }
}

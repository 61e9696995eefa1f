package io.yarnflink.state.rocksdb;

import io.yarnflink.state.StoredRange;
import java.util.HashMap;
import java.util.Map;

/** Which of a database's files a durable snapshot has stored, so that later ones need not. Any thread. */
final class StoredFiles {
    /** Of what a snapshot stored so much of it at least must still be of use, or the rest is stored anew. */
    private static final int LEAST_USE = 4;

    private long newest = -1;
    private Map<String, StoredFile> files = Map.of();
    private final Map<Long, Long> bytesBySnapshot = new HashMap<>();

    /** A file that never changes, where it is stored, and by which snapshot. */
    record StoredFile(StoredRange range, long snapshot) {}

    /** That snapshot is durable, with those files. */
    synchronized void durable(long snapshot, Map<String, StoredFile> itsFiles) {
        if (snapshot <= newest) {
            return;
        }
        newest = snapshot;
        files = Map.copyOf(itsFiles);
        long written = 0;
        for (StoredFile each : files.values()) {
            written += each.snapshot() == snapshot ? each.range().length() : 0;
        }
        bytesBySnapshot.put(snapshot, written);
        bytesBySnapshot.keySet().removeIf(old -> files.values().stream().noneMatch(each -> each.snapshot() == old));
    }

    /**
     * What a snapshot of these files, by name, may refer to. A few files that keep alive all that was once stored beside
     * them are not among it.
     */
    synchronized Map<String, StoredFile> toKeep(Iterable<String> names) {
        Map<String, StoredFile> kept = new HashMap<>();
        Map<Long, Long> used = new HashMap<>();
        for (String name : names) {
            StoredFile file = files.get(name);
            if (file != null) {
                kept.put(name, file);
                used.merge(file.snapshot(), file.range().length(), Long::sum);
            }
        }
        kept.values()
                .removeIf(file -> used.getOrDefault(file.snapshot(), 0L) * LEAST_USE
                        < bytesBySnapshot.getOrDefault(file.snapshot(), 0L));
        return kept;
    }
}

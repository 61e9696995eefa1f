package io.yarnflink.state;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Takes the bytes of one keyed snapshot. Those of one state and key group come in the order in which a restore reads
 * them: first all entries of some earlier moment, then what changed after it.
 */
public interface SnapshotTarget {
    /** Stores new bytes, which are the caller's again afterwards; later snapshots refer to them by what it gives back. */
    StoredRange add(StateId state, int keyGroup, byte[] array, int offset, int length) throws IOException;

    /** Bytes of an earlier snapshot belong to this one too; gives back what to call them from now on. */
    StoredRange keep(StateId state, int keyGroup, StoredRange range) throws IOException;

    /** For files that only one kind of backend reads; at most once in a snapshot. */
    FileTarget files(String kind, KeyGroupRange keyGroups);

    /** Takes such files, each by its name; as with bytes, later snapshots refer to them by what it gives back. */
    interface FileTarget {
        StoredRange add(String name, Path file) throws IOException;

        StoredRange keep(String name, StoredRange range) throws IOException;
    }
}

package io.yarnflink.state;

import java.io.IOException;
import java.nio.file.Path;

/** Files of a checkpoint that only one kind of state backend reads, with the state of some key groups. */
public interface NativeFiles {
    String kind();

    KeyGroupRange keyGroups();

    /** Writes all of them to a folder that exists; blocks. */
    void copyTo(Path folder) throws IOException;
}

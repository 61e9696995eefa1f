package io.yarnflink.state.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/**
 * A folder that outlives processes, with what fencing needs: nothing here but {@link #makeFolder} makes a parent folder,
 * nothing replaces a file, and a rename is one atomic step. Paths are relative, with '/'. Calls block; any thread.
 *
 * <p>A call that fails with another exception than the two named here may nevertheless have been carried out.
 */
public interface CheckpointStorage {
    /** Makes a folder and its parents; nothing when it is there. */
    void makeFolder(String path) throws IOException;

    /** Begins a file; {@link FileAlreadyExistsException}, or {@link NoSuchFileException} without its folder. */
    StoredOutput create(String path) throws IOException;

    /** {@link FileAlreadyExistsException}, or {@link NoSuchFileException} without the file or the new one's folder. */
    void rename(String from, String to) throws IOException;

    /** As {@link #rename}, for a folder with all that is in it; an existing target is not moved into. */
    void renameFolder(String from, String to) throws IOException;

    /** The names in a folder, sorted; {@link NoSuchFileException} when there is no such folder. */
    List<String> list(String folder) throws IOException;

    /** {@link NoSuchFileException} when there is no such file. */
    StoredInput open(String path) throws IOException;

    /** Deletes a file, or a folder with all that is in it; nothing when it is not there. */
    void delete(String path) throws IOException;

    boolean exists(String path) throws IOException;

    /** The whole address of a path, for people and for {@link CheckpointStorages}. */
    String location(String path);
}

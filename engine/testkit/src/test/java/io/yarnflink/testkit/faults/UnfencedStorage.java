package io.yarnflink.testkit.faults;

import io.yarnflink.state.storage.CheckpointStorage;
import io.yarnflink.state.storage.StoredInput;
import io.yarnflink.state.storage.StoredOutput;
import java.io.IOException;
import java.util.List;

/** A storage whose renames make the folder that they need, as some file systems do. */
record UnfencedStorage(CheckpointStorage real) implements CheckpointStorage {
    @Override
    public void rename(String from, String to) throws IOException {
        real.makeFolder(to.substring(0, to.lastIndexOf('/')));
        real.rename(from, to);
    }

    @Override
    public void makeFolder(String path) throws IOException {
        real.makeFolder(path);
    }

    @Override
    public StoredOutput create(String path) throws IOException {
        return real.create(path);
    }

    @Override
    public void renameFolder(String from, String to) throws IOException {
        real.renameFolder(from, to);
    }

    @Override
    public List<String> list(String folder) throws IOException {
        return real.list(folder);
    }

    @Override
    public StoredInput open(String path) throws IOException {
        return real.open(path);
    }

    @Override
    public void delete(String path) throws IOException {
        real.delete(path);
    }

    @Override
    public boolean exists(String path) throws IOException {
        return real.exists(path);
    }

    @Override
    public String location(String path) {
        return real.location(path);
    }
}

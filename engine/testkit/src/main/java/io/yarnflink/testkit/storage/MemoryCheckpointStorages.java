package io.yarnflink.testkit.storage;

import io.yarnflink.state.storage.CheckpointStorage;
import io.yarnflink.state.storage.CheckpointStorages;
import io.yarnflink.state.storage.StoragePath;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A file system in memory, which outlives the processes of a simulation; any thread. */
public final class MemoryCheckpointStorages implements CheckpointStorages {
    /** Files by their whole path; a folder has no bytes. */
    private final TreeMap<String, Entry> entries = new TreeMap<>();

    private Consumer<String> watcher = path -> {};

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Entry(boolean folder, byte[] bytes) {}

    @Override
    public CheckpointStorage open(String folder) {
        return open(folder, StorageFaults.NONE);
    }

    /** As one process sees it, whose calls may fail. */
    public CheckpointStorage open(String folder, StorageFaults faults) {
        String root = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
        return new MemoryCheckpointStorage(this, root, faults);
    }

    /** All storages of a process whose calls may fail. */
    public CheckpointStorages with(StorageFaults faults) {
        return folder -> open(folder, faults);
    }

    /** The same files, which change apart from these. */
    public synchronized MemoryCheckpointStorages copy() {
        MemoryCheckpointStorages copy = new MemoryCheckpointStorages();
        copy.entries.putAll(entries);
        return copy;
    }

    /** Is told the new path of each file that was renamed, at once. */
    public synchronized void onRename(Consumer<String> renamed) {
        watcher = renamed;
    }

    /** The whole paths of all files, sorted. */
    public synchronized List<String> files() {
        return entries.entrySet().stream()
                .filter(entry -> !entry.getValue().folder())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A file's bytes. */
    public synchronized byte[] bytes(String path) throws IOException {
        return file(path).bytes().clone();
    }

    /** Puts other bytes into a file, as a broken disk does. */
    public synchronized void corrupt(String path, byte[] bytes) throws IOException {
        file(path);
        entries.put(path, new Entry(false, bytes.clone()));
    }

    synchronized void makeFolder(String root, String path) throws IOException {
        entries.put(root, new Entry(true, new byte[0]));
        StringBuilder folder = new StringBuilder(root);
        for (String name : StoragePath.checked(path).split("/", -1)) {
            folder.append('/').append(name);
            Entry there = entries.get(folder.toString());
            if (there != null && !there.folder()) {
                throw new FileAlreadyExistsException(folder.toString());
            }
            entries.put(folder.toString(), new Entry(true, new byte[0]));
        }
    }

    synchronized void create(String path, byte[] bytes) throws IOException {
        requireFree(path);
        entries.put(path, new Entry(false, bytes));
    }

    synchronized void write(String path, byte[] bytes) throws IOException {
        file(path);
        entries.put(path, new Entry(false, bytes));
    }

    synchronized void rename(String from, String to) throws IOException {
        Entry moved = file(from);
        requireFree(to);
        entries.remove(from);
        entries.put(to, moved);
        watcher.accept(to);
    }

    synchronized void renameFolder(String from, String to) throws IOException {
        requireFolder(from);
        requireFree(to);
        SortedMap<String, Entry> below = new TreeMap<>(below(from));
        below.forEach((path, entry) -> {
            entries.remove(path);
            entries.put(to + path.substring(from.length()), entry);
        });
        entries.put(to, new Entry(true, new byte[0]));
        entries.remove(from);
    }

    synchronized List<String> list(String folder) throws IOException {
        requireFolder(folder);
        return below(folder).keySet().stream()
                .map(path -> path.substring(folder.length() + 1))
                .filter(name -> name.indexOf('/') < 0)
                .toList();
    }

    synchronized byte[] content(String path) throws IOException {
        return file(path).bytes();
    }

    synchronized void delete(String path) {
        below(path).clear();
        entries.remove(path);
    }

    /** Whether there is a file or a folder of that whole path. */
    public synchronized boolean exists(String path) {
        return entries.containsKey(path);
    }

    private SortedMap<String, Entry> below(String folder) {
        // '0' is the character after '/'.
        return entries.subMap(folder + "/", folder + "0");
    }

    private Entry file(String path) throws NoSuchFileException {
        Entry entry = entries.get(path);
        if (entry == null || entry.folder()) {
            throw new NoSuchFileException(path);
        }
        return entry;
    }

    private void requireFolder(String path) throws NoSuchFileException {
        Entry entry = entries.get(path);
        if (entry == null || !entry.folder()) {
            throw new NoSuchFileException(path);
        }
    }

    private void requireFree(String path) throws IOException {
        requireFolder(path.substring(0, path.lastIndexOf('/')));
        if (entries.containsKey(path)) {
            throw new FileAlreadyExistsException(path);
        }
    }
}

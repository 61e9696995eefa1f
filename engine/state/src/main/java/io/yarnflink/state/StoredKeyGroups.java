package io.yarnflink.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A keyed snapshot in memory: by key group and state the ranges of bytes to be read one after the other. */
record StoredKeyGroups(SortedMap<Integer, Map<StateId, List<byte[]>>> keyGroups, List<NativeFiles> nativeFiles)
        implements KeyedSnapshot {

    /** What {@code snapshot} holds now, which is all of it while none before it was called durable. */
    static StoredKeyGroups of(KeyedSnapshot snapshot) throws IOException {
        if (snapshot instanceof StoredKeyGroups stored) {
            return stored;
        }
        SortedMap<Integer, Map<StateId, List<byte[]>>> keyGroups = new TreeMap<>();
        List<NativeFiles> nativeFiles = new ArrayList<>();
        snapshot.write(new SnapshotTarget() {
            @Override
            public FileTarget files(String kind, KeyGroupRange range) {
                FilesInMemory files = new FilesInMemory(kind, range);
                nativeFiles.add(files);
                return files;
            }

            @Override
            public StoredRange add(StateId state, int keyGroup, byte[] array, int offset, int length) {
                byte[] bytes = new byte[length];
                System.arraycopy(array, offset, bytes, 0, length);
                return put(state, keyGroup, new InMemory(bytes));
            }

            @Override
            public StoredRange keep(StateId state, int keyGroup, StoredRange range) {
                if (range instanceof InMemory kept) {
                    return put(state, keyGroup, kept);
                }
                throw new IllegalStateException("State '" + state.name() + "' of key group " + keyGroup
                        + " builds on a snapshot that is not in memory; take a whole one");
            }

            private StoredRange put(StateId state, int keyGroup, InMemory range) {
                keyGroups
                        .computeIfAbsent(keyGroup, absent -> new HashMap<>())
                        .computeIfAbsent(state, absent -> new ArrayList<>())
                        .add(range.bytes());
                return range;
            }
        });
        return new StoredKeyGroups(keyGroups, List.copyOf(nativeFiles));
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record InMemory(byte[] bytes) implements StoredRange {
        @Override
        public long length() {
            return bytes.length;
        }
    }

    /** What a backend stored in files of its own. */
    private record FilesInMemory(String kind, KeyGroupRange keyGroups, Map<String, InMemory> files)
            implements NativeFiles, SnapshotTarget.FileTarget {
        FilesInMemory(String kind, KeyGroupRange keyGroups) {
            this(kind, keyGroups, new TreeMap<>());
        }

        @Override
        public StoredRange add(String name, Path file) throws IOException {
            return put(name, new InMemory(Files.readAllBytes(file)));
        }

        @Override
        public StoredRange keep(String name, StoredRange range) {
            if (range instanceof InMemory kept) {
                return put(name, kept);
            }
            throw new IllegalStateException("File '" + name + "' is not in memory; take a whole snapshot");
        }

        private StoredRange put(String name, InMemory content) {
            files.put(name, content);
            return content;
        }

        @Override
        public void copyTo(Path folder) throws IOException {
            for (Map.Entry<String, InMemory> file : files.entrySet()) {
                Files.write(folder.resolve(file.getKey()), file.getValue().bytes());
            }
        }
    }

    @Override
    public void write(SnapshotTarget target) throws IOException {
        if (!nativeFiles.isEmpty()) {
            throw new IllegalStateException("what only one kind of backend reads cannot be written by others");
        }
        for (Map.Entry<Integer, Map<StateId, List<byte[]>>> keyGroup : keyGroups.entrySet()) {
            for (Map.Entry<StateId, List<byte[]>> state : keyGroup.getValue().entrySet()) {
                for (byte[] range : state.getValue()) {
                    target.add(state.getKey(), keyGroup.getKey(), range, 0, range.length);
                }
            }
        }
    }

    @Override
    public void durable() {}

    @Override
    public void discard() {}
}

package io.yarnflink.testkit.storage;

import io.yarnflink.state.storage.CheckpointStorage;
import io.yarnflink.state.storage.StoragePath;
import io.yarnflink.state.storage.StoredInput;
import io.yarnflink.state.storage.StoredOutput;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;

/** A folder of a {@link MemoryCheckpointStorages} as one process sees it: calls fail when its faults say so. */
final class MemoryCheckpointStorage implements CheckpointStorage {
    private final MemoryCheckpointStorages files;
    private final String root;
    private final StorageFaults faults;

    MemoryCheckpointStorage(MemoryCheckpointStorages files, String root, StorageFaults faults) {
        this.files = files;
        this.root = root;
        this.faults = faults;
    }

    /** What a call does. */
    @FunctionalInterface
    private interface Action<T> {
        T run(String path) throws IOException;
    }

    private <T> T call(StorageCall call, String path, Action<T> action) throws IOException {
        String whole = root + "/" + StoragePath.checked(path);
        faults.before(call, path);
        if (faults.delays(call, path, () -> runLate(action, whole))) {
            throw new IOException("injected failure of " + call + " " + path + " (it is under way)");
        }
        T result = action.run(whole);
        faults.after(call, path);
        return result;
    }

    private static <T> void runLate(Action<T> action, String whole) {
        try {
            action.run(whole);
        } catch (IOException e) {
            // Nobody waits for it any more.
        }
    }

    @Override
    public void makeFolder(String path) throws IOException {
        call(StorageCall.MAKE_FOLDER, path, whole -> {
            files.makeFolder(root, path);
            return whole;
        });
    }

    @Override
    public StoredOutput create(String path) throws IOException {
        return call(StorageCall.CREATE, path, whole -> {
            files.create(whole, new byte[0]);
            return new Output(path);
        });
    }

    @Override
    public void rename(String from, String to) throws IOException {
        String target = root + "/" + StoragePath.checked(to);
        call(StorageCall.RENAME, from, whole -> {
            files.rename(whole, target);
            return target;
        });
    }

    @Override
    public void renameFolder(String from, String to) throws IOException {
        String target = root + "/" + StoragePath.checked(to);
        call(StorageCall.RENAME_FOLDER, from, whole -> {
            files.renameFolder(whole, target);
            return target;
        });
    }

    @Override
    public List<String> list(String folder) throws IOException {
        return call(StorageCall.LIST, folder, files::list);
    }

    @Override
    public StoredInput open(String path) throws IOException {
        return call(StorageCall.OPEN, path, whole -> {
            files.content(whole);
            return new Input(path);
        });
    }

    @Override
    public void delete(String path) throws IOException {
        call(StorageCall.DELETE, path, whole -> {
            files.delete(whole);
            return whole;
        });
    }

    @Override
    public boolean exists(String path) throws IOException {
        return call(StorageCall.EXISTS, path, files::exists);
    }

    @Override
    public String location(String path) {
        return root + "/" + path;
    }

    private final class Output extends StoredOutput {
        private final String path;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean open = true;

        Output(String path) {
            this.path = path;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            call(StorageCall.WRITE, path, whole -> {
                bytes.write(source, offset, length);
                return whole;
            });
        }

        @Override
        public void close() throws IOException {
            if (open) {
                open = false;
                call(StorageCall.CLOSE, path, whole -> {
                    files.write(whole, bytes.toByteArray());
                    return whole;
                });
            }
        }

        @Override
        public void abort() throws IOException {
            if (open) {
                open = false;
                delete(path);
            }
        }
    }

    private final class Input implements StoredInput {
        private final String path;

        Input(String path) {
            this.path = path;
        }

        @Override
        public void readFully(long position, byte[] target, int offset, int length) throws IOException {
            call(StorageCall.READ, path, whole -> {
                byte[] content = files.content(whole);
                if (position + length > content.length) {
                    throw new EOFException(whole + " ends before offset " + (position + length));
                }
                System.arraycopy(content, (int) position, target, offset, length);
                return whole;
            });
        }

        @Override
        public long length() throws IOException {
            return files.content(location(path)).length;
        }

        @Override
        public void close() {}
    }
}

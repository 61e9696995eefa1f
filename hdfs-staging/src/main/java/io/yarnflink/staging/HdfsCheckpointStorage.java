package io.yarnflink.staging;

import io.yarnflink.state.storage.CheckpointStorage;
import io.yarnflink.state.storage.StoragePath;
import io.yarnflink.state.storage.StoredInput;
import io.yarnflink.state.storage.StoredOutput;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.client.HdfsDataInputStream;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;

/** Checkpoints in a folder of HDFS; any thread. */
public final class HdfsCheckpointStorage implements CheckpointStorage {
    private static final int BUFFER = 64 << 10;
    // State is users' data: for the owner alone.
    private static final FsPermission FOLDER = new FsPermission((short) 0700);
    private static final FsPermission FILE = new FsPermission((short) 0600);

    private final FileSystem fs;
    private final Path root;

    public HdfsCheckpointStorage(FileSystem fs, Path root) {
        this.fs = fs;
        this.root = fs.makeQualified(root);
    }

    /** What Hadoop is asked. */
    @FunctionalInterface
    private interface Call<T> {
        T run(Path path) throws IOException;
    }

    /** Carries a call out, and translates what Hadoop says of files that are there or not. */
    private <T> T call(String path, Call<T> call) throws IOException {
        Path whole = path(path);
        try {
            return call.run(whole);
        } catch (RemoteException e) {
            throw translated(whole, e.unwrapRemoteException());
        } catch (IOException e) {
            throw translated(whole, e);
        }
    }

    private Path path(String path) throws IOException {
        return new Path(root, StoragePath.checked(path));
    }

    private static IOException translated(Path path, IOException e) {
        if (e instanceof FileNotFoundException || e instanceof ParentNotDirectoryException) {
            return caused(new NoSuchFileException(path.toString(), null, e.getMessage()), e);
        }
        if (e instanceof FileAlreadyExistsException) {
            return caused(new java.nio.file.FileAlreadyExistsException(path.toString(), null, e.getMessage()), e);
        }
        if (e instanceof AccessControlException) {
            return caused(new AccessDeniedException(path.toString(), null, e.getMessage()), e);
        }
        return e;
    }

    private static IOException caused(IOException translated, IOException cause) {
        translated.initCause(cause);
        return translated;
    }

    @Override
    public void makeFolder(String path) throws IOException {
        call(path, folder -> fs.mkdirs(folder, FOLDER));
    }

    @Override
    public StoredOutput create(String path) throws IOException {
        // With SYNC_BLOCK every block is on the replicas' disks when it is closed, not only in their memory.
        FSDataOutputStream out = call(
                path,
                file -> fs.createNonRecursive(
                        file,
                        FILE,
                        EnumSet.of(CreateFlag.CREATE, CreateFlag.SYNC_BLOCK),
                        BUFFER,
                        fs.getDefaultReplication(file),
                        fs.getDefaultBlockSize(file),
                        null));
        return new Output(path(path), out);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Path target = path(to);
        call(from, source -> {
            ExclusiveRename.rename(fs, source, target);
            return target;
        });
    }

    @Override
    public void renameFolder(String from, String to) throws IOException {
        rename(from, to);
    }

    @Override
    public List<String> list(String folder) throws IOException {
        return call(
                folder,
                path -> Arrays.stream(fs.listStatus(path))
                        .map(status -> status.getPath().getName())
                        .sorted()
                        .toList());
    }

    @Override
    public StoredInput open(String path) throws IOException {
        return call(path, file -> new Input(file, fs.open(file)));
    }

    @Override
    public void delete(String path) throws IOException {
        call(path, file -> fs.delete(file, true));
    }

    @Override
    public boolean exists(String path) throws IOException {
        return call(path, fs::exists);
    }

    @Override
    public String location(String path) {
        return root + "/" + path;
    }

    private final class Output extends StoredOutput {
        private final Path file;
        private final FSDataOutputStream out;
        private boolean open = true;

        Output(Path file, FSDataOutputStream out) {
            this.file = file;
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (open) {
                open = false;
                out.close();
            }
        }

        @Override
        @SuppressWarnings("EmptyCatch") // The file is gone, and its lease with it.
        public void abort() throws IOException {
            if (open) {
                open = false;
                // A file that is closed is whole: it has to go before.
                try {
                    fs.delete(file, false);
                } finally {
                    try {
                        out.close();
                    } catch (IOException expected) {
                        // HDFS misses the file.
                    }
                }
            }
        }
    }

    private final class Input implements StoredInput {
        private final Path file;
        private final FSDataInputStream in;

        Input(Path file, FSDataInputStream in) {
            this.file = file;
            this.in = in;
        }

        @Override
        public void readFully(long position, byte[] bytes, int offset, int length) throws IOException {
            in.readFully(position, bytes, offset, length);
        }

        @Override
        public long length() throws IOException {
            return in instanceof HdfsDataInputStream hdfs
                    ? hdfs.getVisibleLength()
                    : fs.getFileStatus(file).getLen();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}

package io.yarnflink.connectors.files;

import io.yarnflink.api.fs.BlockLocation;
import io.yarnflink.api.fs.FSDataInputStream;
import io.yarnflink.api.fs.FSDataOutputStream;
import io.yarnflink.api.fs.FileStatus;
import io.yarnflink.api.fs.FileSystem;
import io.yarnflink.api.fs.FileSystemProvider;
import io.yarnflink.api.fs.Path;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The machine's files, where names must not hold a colon, and files called "vanished" are gone once they were listed. */
public final class StubbornFileSystem extends FileSystem {
    private static final String SCHEME = "stubborn";
    private static final String VANISHED = "vanished";

    /** Found by the class path. */
    public static final class Provider implements FileSystemProvider {
        @Override
        public String scheme() {
            return SCHEME;
        }

        @Override
        public FileSystem open(URI uri) {
            return new StubbornFileSystem();
        }
    }

    static Path path(java.nio.file.Path local) {
        return new Path(SCHEME + "://" + local);
    }

    private static Path local(Path path) {
        if (path.getPath().contains(":")) {
            throw new IllegalArgumentException("not a valid name: " + path.getPath());
        }
        return new Path(path.getPath());
    }

    private static FileSystem files() throws IOException {
        return FileSystem.get(URI.create("file:///"));
    }

    private static FileStatus status(FileStatus local) {
        return new FileStatus(
                new Path(SCHEME + "://" + local.path().getPath()),
                local.isDir(),
                local.length(),
                local.blockSize(),
                local.modificationTime());
    }

    private static void checkThere(Path path) throws FileNotFoundException {
        if (path.getName().startsWith(VANISHED)) {
            throw new FileNotFoundException("it is gone: " + path);
        }
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        return status(files().getFileStatus(local(path)));
    }

    @Override
    public List<FileStatus> listStatus(Path path) throws IOException {
        checkThere(path);
        List<FileStatus> all = new ArrayList<>();
        files().listStatus(local(path)).forEach(each -> all.add(status(each)));
        return all;
    }

    @Override
    public List<BlockLocation> getFileBlockLocations(FileStatus file, long start, long length) throws IOException {
        checkThere(file.path());
        return List.of(new BlockLocation(0, file.length(), List.of("somewhere")));
    }

    @Override
    public FSDataInputStream open(Path path) throws IOException {
        return files().open(local(path));
    }

    @Override
    public FSDataOutputStream create(Path path, WriteMode mode) throws IOException {
        return files().create(local(path), mode);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        return files().delete(local(path), recursive);
    }

    @Override
    public boolean mkdirs(Path path) throws IOException {
        return files().mkdirs(local(path));
    }

    @Override
    public void renameNoOverwrite(Path source, Path target) throws IOException {
        files().renameNoOverwrite(local(source), local(target));
    }
}

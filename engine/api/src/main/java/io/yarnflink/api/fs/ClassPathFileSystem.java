package io.yarnflink.api.fs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.List;

/**
 * Files that lie in the program's jar, as {@code classpath:///data/words.txt}: wherever the program runs, they are
 * there. They are found through the thread's class loader, can only be read, and cannot be listed.
 */
final class ClassPathFileSystem extends FileSystem {
    static final ClassPathFileSystem INSTANCE = new ClassPathFileSystem();
    static final String SCHEME = "classpath";
    private static final long BLOCK_SIZE = 32 << 20;

    private ClassPathFileSystem() {}

    private static URLConnection connect(Path path) throws IOException {
        ClassLoader program = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = program == null ? ClassPathFileSystem.class.getClassLoader() : program;
        URL url = loader.getResource(path.getPath().substring(1));
        if (url == null) {
            throw new FileNotFoundException("no such file in the program's jar: " + path);
        }
        URLConnection connection = url.openConnection();
        // A cached jar stays open for as long as the process lives, beyond the job that brought it.
        connection.setUseCaches(false);
        return connection;
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        URLConnection connection = connect(path);
        try (InputStream opened = connection.getInputStream()) {
            return new FileStatus(
                    path, false, connection.getContentLengthLong(), BLOCK_SIZE, connection.getLastModified());
        }
    }

    @Override
    public List<FileStatus> listStatus(Path path) throws IOException {
        return List.of(getFileStatus(path));
    }

    @Override
    public List<BlockLocation> getFileBlockLocations(FileStatus file, long start, long length) {
        return List.of(new BlockLocation(0, file.length(), List.of()));
    }

    @Override
    public FSDataInputStream open(Path path) throws IOException {
        return new Input(path);
    }

    @Override
    public FSDataOutputStream create(Path path, WriteMode mode) throws IOException {
        throw readOnly(path);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        throw readOnly(path);
    }

    @Override
    public boolean mkdirs(Path path) throws IOException {
        throw readOnly(path);
    }

    @Override
    public void renameNoOverwrite(Path source, Path target) throws IOException {
        throw readOnly(source);
    }

    private static IOException readOnly(Path path) {
        return new IOException("the program's jar can only be read: " + path);
    }

    /** Reads on from where it is, and from the beginning to go back. */
    private static final class Input extends FSDataInputStream {
        private final Path path;
        private InputStream in;
        private long position;

        Input(Path path) throws IOException {
            this.path = path;
            this.in = connect(path).getInputStream();
        }

        @Override
        public void seek(long desired) throws IOException {
            if (desired < position) {
                in.close();
                in = connect(path).getInputStream();
                position = 0;
            }
            in.skipNBytes(desired - position);
            position = desired;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            position += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            position += Math.max(0, count);
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}

package io.yarnflink.api.fs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/** The machine's own files. */
final class LocalFileSystem extends FileSystem {
    static final LocalFileSystem INSTANCE = new LocalFileSystem();
    private static final long BLOCK_SIZE = 32 << 20;

    private LocalFileSystem() {}

    private static java.nio.file.Path local(Path path) {
        return java.nio.file.Path.of(path.getPath());
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(local(path), BasicFileAttributes.class);
            return new FileStatus(
                    path,
                    attributes.isDirectory(),
                    attributes.isDirectory() ? 0 : attributes.size(),
                    BLOCK_SIZE,
                    attributes.lastModifiedTime().toMillis());
        } catch (NoSuchFileException e) {
            throw notFound(path, e);
        }
    }

    private static FileNotFoundException notFound(Path path, Exception cause) {
        FileNotFoundException notFound = new FileNotFoundException("no such file or folder: " + path);
        notFound.initCause(cause);
        return notFound;
    }

    @Override
    public List<FileStatus> listStatus(Path path) throws IOException {
        FileStatus status = getFileStatus(path);
        if (!status.isDir()) {
            return List.of(status);
        }
        List<String> names;
        try (Stream<java.nio.file.Path> entries = Files.list(local(path))) {
            names = entries.map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        }
        List<FileStatus> found = new java.util.ArrayList<>(names.size());
        for (String name : names) {
            try {
                found.add(getFileStatus(new Path(path, name)));
            } catch (FileNotFoundException vanished) {
                // It was deleted since its name was read: a folder's entries are those that are there.
            }
        }
        return found;
    }

    @Override
    public List<BlockLocation> getFileBlockLocations(FileStatus file, long start, long length) {
        return List.of(new BlockLocation(0, file.length(), List.of("localhost")));
    }

    @Override
    public FSDataInputStream open(Path path) throws IOException {
        if (getFileStatus(path).isDir()) {
            throw new IOException("a folder cannot be read as a file: " + path);
        }
        return new Input(new RandomAccessFile(local(path).toFile(), "r"));
    }

    @Override
    public FSDataOutputStream create(Path path, WriteMode mode) throws IOException {
        java.nio.file.Path target = local(path).toAbsolutePath();
        Files.createDirectories(target.getParent());
        FileChannel channel = mode == WriteMode.OVERWRITE
                ? FileChannel.open(
                        target,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)
                : FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new Output(channel);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        java.nio.file.Path root = local(path);
        if (!recursive || !Files.isDirectory(root)) {
            return Files.deleteIfExists(root);
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(java.nio.file.Path file, BasicFileAttributes attributes)
                    throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    java.nio.file.Path folder, @org.jspecify.annotations.Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
        return true;
    }

    @Override
    public boolean mkdirs(Path path) throws IOException {
        Files.createDirectories(local(path));
        return true;
    }

    @Override
    public void renameNoOverwrite(Path source, Path target) throws IOException {
        // A hard link is the one local operation that atomically refuses an existing target.
        Files.createLink(local(target), local(source));
        Files.delete(local(source));
    }

    private static final class Input extends FSDataInputStream {
        private final RandomAccessFile file;

        Input(RandomAccessFile file) {
            this.file = file;
        }

        @Override
        public void seek(long desired) throws IOException {
            file.seek(desired);
        }

        @Override
        public long getPos() throws IOException {
            return file.getFilePointer();
        }

        @Override
        public int read() throws IOException {
            return file.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return file.read(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private static final class Output extends FSDataOutputStream {
        private final FileChannel channel;

        Output(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public long getPos() throws IOException {
            return channel.position();
        }

        @Override
        public void sync() throws IOException {
            channel.force(false);
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value});
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}

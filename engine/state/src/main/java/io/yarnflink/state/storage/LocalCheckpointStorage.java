package io.yarnflink.state.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of this machine, or one that all machines mount; any thread. */
public final class LocalCheckpointStorage implements CheckpointStorage {
    private final Path root;

    public LocalCheckpointStorage(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    private Path path(String path) throws IOException {
        return root.resolve(StoragePath.checked(path));
    }

    @Override
    public void makeFolder(String path) throws IOException {
        Path folder = path(path);
        Files.createDirectories(folder);
        // The new entries, up to and including that of the storage's own folder.
        for (Path each = folder.getParent(); each != null && each.startsWith(root); each = each.getParent()) {
            force(each);
        }
    }

    @Override
    public StoredOutput create(String path) throws IOException {
        Path file = path(path);
        return new Output(file, FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Path source = path(from);
        Path target = path(to);
        try {
            // A hard link is the one local operation that atomically refuses an existing target.
            Files.createLink(target, source);
        } catch (UnsupportedOperationException e) {
            throw new IOException(
                    "The file system of " + root + " has no hard links, which checkpoints need to be completed once;"
                            + " choose a folder of another one",
                    e);
        }
        Files.delete(source);
        force(parent(target));
        force(parent(source));
    }

    @Override
    public void renameFolder(String from, String to) throws IOException {
        Path source = path(from);
        Path target = path(to);
        // Two that rename to one target at once could replace an empty folder by another: nothing is lost by that.
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        force(parent(target));
        force(parent(source));
    }

    @Override
    public List<String> list(String folder) throws IOException {
        try (Stream<Path> entries = Files.list(path(folder))) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public StoredInput open(String path) throws IOException {
        Path file = path(path);
        if (Files.isDirectory(file)) {
            throw new NoSuchFileException(file.toString(), null, "is a folder");
        }
        return new Input(file, FileChannel.open(file, StandardOpenOption.READ));
    }

    @Override
    public void delete(String path) throws IOException {
        Path file = path(path);
        if (!Files.isDirectory(file)) {
            Files.deleteIfExists(file);
            return;
        }
        Files.walkFileTree(file, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(each);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path each, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public boolean exists(String path) throws IOException {
        return Files.exists(path(path));
    }

    @Override
    public String location(String path) {
        // Without escapes, as users write paths.
        return "file://" + root.resolve(path);
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    /** Makes a folder's entries durable. */
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static final class Output extends StoredOutput {
        private final Path file;
        private final FileChannel channel;

        Output(Path file, FileChannel channel) {
            this.file = file;
            this.channel = channel;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
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
            if (channel.isOpen()) {
                try (channel) {
                    channel.force(true);
                }
                force(parent(file));
            }
        }

        @Override
        public void abort() throws IOException {
            if (channel.isOpen()) {
                channel.close();
                Files.deleteIfExists(file);
            }
        }
    }

    private record Input(Path file, FileChannel channel) implements StoredInput {
        @Override
        public void readFully(long position, byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, position + buffer.position() - offset) < 0) {
                    throw new EOFException(file + " ends before offset " + (position + length));
                }
            }
        }

        @Override
        public long length() throws IOException {
            return channel.size();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}

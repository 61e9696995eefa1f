package io.yarnflink.api.fs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/** A file system: local, the program's jar ({@code classpath:///name}), or brought by a {@link FileSystemProvider}; any thread. */
public abstract class FileSystem {
    /** By scheme and authority; held by the provider's class, so that those of a program's jar go with the program. */
    private static final ClassValue<Map<String, FileSystem>> OPENED = new ClassValue<>() {
        @Override
        protected Map<String, FileSystem> computeValue(Class<?> provider) {
            return new ConcurrentHashMap<>();
        }
    };

    /** What programs have found so far, for providers are found slowly; keeps neither programs nor file systems. */
    private static final Map<ClassLoader, Map<String, WeakReference<FileSystem>>> FOUND =
            Collections.synchronizedMap(new WeakHashMap<>());

    /** Whether an existing file is replaced. */
    public enum WriteMode {
        NO_OVERWRITE,
        OVERWRITE
    }

    /** The file system of {@code uri}; without a scheme the local one, and the program's jar for {@code classpath}. */
    public static FileSystem get(URI uri) throws IOException {
        String scheme = uri.getScheme();
        if (scheme == null || scheme.equals("file")) {
            return LocalFileSystem.INSTANCE;
        }
        if (scheme.equals(ClassPathFileSystem.SCHEME)) {
            return ClassPathFileSystem.INSTANCE;
        }
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        ClassLoader program = ofThread == null ? FileSystem.class.getClassLoader() : ofThread;
        Map<String, WeakReference<FileSystem>> found =
                FOUND.computeIfAbsent(program, absent -> new ConcurrentHashMap<>());
        String place = scheme + "://" + uri.getAuthority();
        WeakReference<FileSystem> known = found.get(place);
        FileSystem fileSystem = known == null ? null : known.get();
        if (fileSystem == null) {
            fileSystem = open(uri, place, program);
            found.put(place, new WeakReference<>(fileSystem));
        }
        return fileSystem;
    }

    private static FileSystem open(URI uri, String place, ClassLoader program) throws IOException {
        String scheme = uri.getScheme();
        FileSystemProvider provider = provider(scheme, program)
                .or(() -> provider(scheme, FileSystem.class.getClassLoader()))
                .orElseThrow(() -> new IOException("no file system for '" + uri + "': no provider of the scheme '"
                        + scheme + "' is on the class path"));
        Map<String, FileSystem> opened = OPENED.get(provider.getClass());
        FileSystem known = opened.get(place);
        if (known != null) {
            return known;
        }
        FileSystem made = provider.open(uri);
        FileSystem raced = opened.putIfAbsent(place, made);
        return raced == null ? made : raced;
    }

    private static Optional<FileSystemProvider> provider(String scheme, ClassLoader loader) {
        for (FileSystemProvider provider : ServiceLoader.load(FileSystemProvider.class, loader)) {
            if (provider.scheme().equals(scheme)) {
                return Optional.of(provider);
            }
        }
        return Optional.empty();
    }

    /** Fails with {@link FileNotFoundException} when there is nothing at {@code path}. */
    public abstract FileStatus getFileStatus(Path path) throws IOException;

    /** The entries of a folder, sorted by path; a file's own status for a file. */
    public abstract List<FileStatus> listStatus(Path path) throws IOException;

    public abstract List<BlockLocation> getFileBlockLocations(FileStatus file, long start, long length)
            throws IOException;

    public abstract FSDataInputStream open(Path path) throws IOException;

    /** Creates missing parent folders too. */
    public abstract FSDataOutputStream create(Path path, WriteMode mode) throws IOException;

    /** False when there was nothing to delete. */
    public abstract boolean delete(Path path, boolean recursive) throws IOException;

    public abstract boolean mkdirs(Path path) throws IOException;

    /** Fails when {@code target} exists; never replaces it. */
    public abstract void renameNoOverwrite(Path source, Path target) throws IOException;

    public boolean exists(Path path) throws IOException {
        try {
            getFileStatus(path);
            return true;
        } catch (FileNotFoundException e) {
            return false;
        }
    }
}

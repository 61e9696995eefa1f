package io.yarnflink.api.fs;

import java.io.File;
import java.io.Serializable;
import java.net.URI;
import java.util.Arrays;

/** A file or folder: scheme, authority and path, with {@code /} between names. */
public final class Path implements Comparable<Path>, Serializable {
    private final URI uri;

    public Path(URI uri) {
        this.uri = uri;
    }

    /** A plain path such as {@code /data/x y.txt}, or a URI such as {@code hdfs://host:port/data}. */
    public Path(String path) {
        if (path.isBlank()) {
            throw new IllegalArgumentException("a path must not be empty");
        }
        this.uri = parse(path);
    }

    public Path(Path parent, String child) {
        this(parent.toString().endsWith("/") ? parent + child : parent + "/" + child);
    }

    public Path(Path parent, Path child) {
        this(parent, child.getPath().startsWith("/") ? child.getPath().substring(1) : child.getPath());
    }

    public Path(String parent, String child) {
        this(new Path(parent), new Path(child));
    }

    /** A file or folder of this machine. */
    public static Path fromLocalFile(File file) {
        return new Path("file:" + file.getAbsolutePath());
    }

    private static URI parse(String path) {
        int scheme = path.indexOf("://");
        try {
            if (scheme < 0) {
                int colon = path.startsWith("file:/") ? 4 : -1;
                return colon < 0
                        ? new URI(null, null, normalize(path), null, null)
                        : new URI("file", null, normalize(path.substring(5)), null, null);
            }
            int slash = path.indexOf('/', scheme + 3);
            String authority = slash < 0 ? path.substring(scheme + 3) : path.substring(scheme + 3, slash);
            String rest = slash < 0 ? "/" : normalize(path.substring(slash));
            return new URI(path.substring(0, scheme), authority.isEmpty() ? null : authority, rest, null, null);
        } catch (java.net.URISyntaxException e) {
            throw new IllegalArgumentException("not a path: '" + path + "' (" + e.getReason() + ")", e);
        }
    }

    private static String normalize(String path) {
        String single = path.replaceAll("/{2,}", "/");
        return single.length() > 1 && single.endsWith("/") ? single.substring(0, single.length() - 1) : single;
    }

    public URI toUri() {
        return uri;
    }

    /** The path without scheme and authority. */
    public String getPath() {
        return uri.getPath();
    }

    /** The last name. */
    public String getName() {
        return getPath().substring(getPath().lastIndexOf('/') + 1);
    }

    /** The folder that holds this; itself for a root. */
    public Path getParent() {
        int slash = getPath().lastIndexOf('/');
        if (slash < 0) {
            return new Path(".");
        }
        String parent = slash == 0 ? "/" : getPath().substring(0, slash);
        return new Path((uri.getScheme() == null ? "" : uri.getScheme() + "://" + authority()) + parent);
    }

    private String authority() {
        return uri.getAuthority() == null ? "" : uri.getAuthority();
    }

    /** Whether the path begins at the root of its file system. */
    public boolean isAbsolute() {
        return getPath().startsWith("/");
    }

    /** How many names the path has; 0 for a root. */
    public int depth() {
        return (int) Arrays.stream(getPath().split("/"))
                .filter(name -> !name.isEmpty())
                .count();
    }

    /** The path with {@code suffix} at the end of its last name. */
    public Path suffix(String suffix) {
        return new Path(getParent(), getName() + suffix);
    }

    /** The file system this path lives on. */
    public FileSystem getFileSystem() throws java.io.IOException {
        return FileSystem.get(uri);
    }

    @Override
    public int compareTo(Path other) {
        return uri.compareTo(other.uri);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Path path && path.uri.equals(uri);
    }

    @Override
    public int hashCode() {
        return uri.hashCode();
    }

    @Override
    public String toString() {
        return uri.getScheme() == null ? getPath() : uri.getScheme() + "://" + authority() + getPath();
    }
}

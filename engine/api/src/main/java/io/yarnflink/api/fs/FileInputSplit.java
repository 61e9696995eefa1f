package io.yarnflink.api.fs;

import io.yarnflink.api.io.LocatableInputSplit;
import org.jspecify.annotations.Nullable;

/** A range of bytes of a file. */
public class FileInputSplit extends LocatableInputSplit {
    private final Path file;
    private final long start;
    private final long length;

    /** {@code length} -1 stands for all that follows {@code start}. */
    public FileInputSplit(int num, Path file, long start, long length, String[] hosts) {
        super(num, hosts);
        this.file = file;
        this.start = start;
        this.length = length;
    }

    public Path getPath() {
        return file;
    }

    public long getStart() {
        return start;
    }

    public long getLength() {
        return length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileInputSplit that
                && super.equals(other)
                && that.start == start
                && that.length == length
                && that.file.equals(file);
    }

    @Override
    public int hashCode() {
        return getSplitNumber() ^ file.hashCode();
    }

    @Override
    public String toString() {
        return "[" + getSplitNumber() + "] " + file + ":" + start + "+" + length;
    }
}

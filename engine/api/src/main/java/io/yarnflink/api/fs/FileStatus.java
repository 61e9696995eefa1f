package io.yarnflink.api.fs;

/** A file or folder as its file system describes it; sizes in bytes, time in milliseconds since the epoch. */
public record FileStatus(Path path, boolean isDir, long length, long blockSize, long modificationTime) {}

package io.yarnflink.testkit.storage;

/** What is asked of a storage; a file is written by its last call. */
public enum StorageCall {
    MAKE_FOLDER,
    CREATE,
    WRITE,
    CLOSE,
    RENAME,
    RENAME_FOLDER,
    LIST,
    OPEN,
    READ,
    DELETE,
    EXISTS
}

package io.yarnflink.testkit.storage;

import io.yarnflink.state.storage.CheckpointStorage;
import io.yarnflink.state.storage.StoredInput;
import io.yarnflink.state.storage.StoredOutput;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What every {@link CheckpointStorage} has to keep to; each check wants an empty folder. */
public final class CheckpointStorageContract {
    private CheckpointStorageContract() {}

    /** One thing that a storage has to keep to; throws when it does not. */
    @FunctionalInterface
    public interface Check {
        void run(CheckpointStorage storage) throws IOException;
    }

    /** A call that is to fail. */
    @FunctionalInterface
    private interface Call {
        void run() throws IOException;
    }

    /** The checks by what they say. */
    public static Map<String, Check> checks() {
        Map<String, Check> checks = new TreeMap<>();
        checks.put("bytes that were written are read from any position", CheckpointStorageContract::bytesAreRead);
        checks.put(
                "a file is not created twice, nor without its folder", CheckpointStorageContract::filesAreCreatedOnce);
        checks.put("a rename replaces nothing and makes no folder", CheckpointStorageContract::renamesReplaceNothing);
        checks.put(
                "a renamed folder takes its files along and moves into none", CheckpointStorageContract::foldersMove);
        checks.put("an output whose folder was renamed cannot be renamed into it", CheckpointStorageContract::fenced);
        checks.put("what is deleted is gone, also a second time", CheckpointStorageContract::deletedIsGone);
        checks.put("a file given up is gone", CheckpointStorageContract::givenUpIsGone);
        checks.put("what is not there is not found", CheckpointStorageContract::missingIsNotFound);
        checks.put("no path leads out of the folder", CheckpointStorageContract::pathsStayInside);
        return checks;
    }

    private static void bytesAreRead(CheckpointStorage storage) throws IOException {
        byte[] bytes = new byte[300_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + i / 256);
        }
        storage.makeFolder("a/b");
        storage.makeFolder("a/b");
        try (StoredOutput out = storage.create("a/b/file")) {
            out.write(bytes[0]);
            out.write(bytes, 1, bytes.length - 1);
        }
        try (StoredInput in = storage.open("a/b/file")) {
            expect((long) bytes.length, in.length());
            byte[] read = new byte[200_001];
            in.readFully(99_999, read, 0, 200_001);
            in.readFully(5, read, 10, 3);
            for (int i = 0; i < read.length; i++) {
                expect(bytes[i >= 10 && i < 13 ? i - 5 : 99_999 + i], read[i]);
            }
            refused(EOFException.class, () -> in.readFully(299_999, read, 0, 2));
        }
    }

    private static void filesAreCreatedOnce(CheckpointStorage storage) throws IOException {
        storage.makeFolder("a");
        write(storage, "a/file", "first");
        refused(FileAlreadyExistsException.class, () -> storage.create("a/file"));
        expect("first", read(storage, "a/file"));
        refused(NoSuchFileException.class, () -> storage.create("b/file"));
        expect(false, storage.exists("b"));
    }

    private static void renamesReplaceNothing(CheckpointStorage storage) throws IOException {
        storage.makeFolder("a");
        storage.makeFolder("b");
        write(storage, "a/one", "one");
        write(storage, "b/two", "two");
        refused(FileAlreadyExistsException.class, () -> storage.rename("a/one", "b/two"));
        refused(NoSuchFileException.class, () -> storage.rename("a/one", "c/one"));
        refused(NoSuchFileException.class, () -> storage.rename("a/three", "b/three"));
        expect("one", read(storage, "a/one"));
        expect("two", read(storage, "b/two"));
        storage.rename("a/one", "b/one");
        expect(List.of(), storage.list("a"));
        expect(List.of("one", "two"), storage.list("b"));
        expect("one", read(storage, "b/one"));
        expect(false, storage.exists("c"));
    }

    private static void foldersMove(CheckpointStorage storage) throws IOException {
        storage.makeFolder("commits/epoch-1");
        storage.makeFolder("commits/empty");
        write(storage, "commits/epoch-1/file", "bytes");
        refused(FileAlreadyExistsException.class, () -> storage.renameFolder("commits/epoch-1", "commits/empty"));
        refused(NoSuchFileException.class, () -> storage.renameFolder("commits/epoch-2", "commits/x"));
        refused(NoSuchFileException.class, () -> storage.renameFolder("commits/epoch-1", "x/y"));
        storage.renameFolder("commits/epoch-1", "commits/epoch-1.closed");
        expect(List.of("empty", "epoch-1.closed"), storage.list("commits"));
        expect("bytes", read(storage, "commits/epoch-1.closed/file"));
    }

    private static void fenced(CheckpointStorage storage) throws IOException {
        storage.makeFolder("commits/epoch-1");
        write(storage, "commits/aside", "bytes");
        storage.renameFolder("commits/epoch-1", "commits/epoch-1.closed");
        refused(NoSuchFileException.class, () -> storage.rename("commits/aside", "commits/epoch-1/chk-1"));
        expect(List.of(), storage.list("commits/epoch-1.closed"));
        expect(false, storage.exists("commits/epoch-1"));
    }

    private static void deletedIsGone(CheckpointStorage storage) throws IOException {
        storage.makeFolder("a/b");
        write(storage, "a/b/file", "bytes");
        write(storage, "a/other", "bytes");
        storage.delete("a/other");
        storage.delete("a/other");
        expect(false, storage.exists("a/other"));
        storage.delete("a");
        expect(false, storage.exists("a/b/file"));
        expect(false, storage.exists("a"));
        storage.delete("a");
    }

    private static void givenUpIsGone(CheckpointStorage storage) throws IOException {
        storage.makeFolder("a");
        StoredOutput out = storage.create("a/file");
        out.write(bytes("never whole"));
        out.abort();
        out.close();
        expect(false, storage.exists("a/file"));
    }

    private static void missingIsNotFound(CheckpointStorage storage) throws IOException {
        storage.makeFolder("a");
        refused(NoSuchFileException.class, () -> storage.open("a/file"));
        refused(NoSuchFileException.class, () -> storage.open("a"));
        refused(NoSuchFileException.class, () -> storage.list("b"));
        expect(false, storage.exists("b"));
        expect(true, storage.location("a/file").endsWith("/a/file"));
    }

    private static void pathsStayInside(CheckpointStorage storage) throws IOException {
        for (String path : List.of("../x", "/x", "a/../../x", "", "a//b", "hdfs://x/y", "a/", ".")) {
            refused(IOException.class, () -> storage.makeFolder(path));
            refused(IOException.class, () -> storage.open(path));
            refused(IOException.class, () -> storage.delete(path));
        }
    }

    private static void write(CheckpointStorage storage, String path, String text) throws IOException {
        try (StoredOutput out = storage.create(path)) {
            out.write(bytes(text));
        }
    }

    private static String read(CheckpointStorage storage, String path) throws IOException {
        try (StoredInput in = storage.open(path)) {
            byte[] bytes = new byte[(int) in.length()];
            in.readFully(0, bytes, 0, bytes.length);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void refused(Class<? extends IOException> expected, Call call) {
        try {
            call.run();
        } catch (IOException e) {
            if (!expected.isInstance(e)) {
                throw new AssertionError("expected " + expected.getSimpleName() + " but got " + e, e);
            }
            return;
        }
        throw new AssertionError("expected " + expected.getSimpleName() + " but the call succeeded");
    }

    private static void expect(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("expected " + expected + " but got " + actual);
        }
    }
}

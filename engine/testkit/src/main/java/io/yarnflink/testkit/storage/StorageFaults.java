package io.yarnflink.testkit.storage;

import java.io.IOException;
import java.util.SplittableRandom;

/** What goes wrong with calls of a {@link MemoryCheckpointStorage}. */
public interface StorageFaults {
    StorageFaults NONE = new StorageFaults() {};

    /** Before a call is carried out; to throw is to fail without effect, to wait is to be slow. */
    default void before(StorageCall call, String path) throws IOException {}

    /** After it was carried out; to throw is to answer a success with a failure. */
    default void after(StorageCall call, String path) throws IOException {}

    /** Whether the call, which gets no answer, is under way still: {@code effect} carries it out later, if it can by then. */
    default boolean delays(StorageCall call, String path, Runnable effect) {
        return false;
    }

    /** Each call fails with that probability, half of these after it was carried out. */
    static StorageFaults random(SplittableRandom random, double probability) {
        return new StorageFaults() {
            @Override
            public void before(StorageCall call, String path) throws IOException {
                fail(call, path, "not carried out");
            }

            @Override
            public void after(StorageCall call, String path) throws IOException {
                fail(call, path, "carried out, but the answer got lost");
            }

            private void fail(StorageCall call, String path, String effect) throws IOException {
                if (random.nextDouble() < probability / 2) {
                    throw new IOException("injected failure of " + call + " " + path + " (" + effect + ")");
                }
            }
        };
    }
}

package io.yarnflink.chaos;

import io.yarnflink.it.CommandLine.Running;
import io.yarnflink.it.VerifiedOutput;
import java.util.Optional;

/** A verifying job under way; its client may be gone. */
record Job(String id, Running client, VerifiedOutput output, Seen seen, int numbers) {
    /** What is seen of it from outside while it runs; {@code pointers}: with ZooKeeper. */
    record Seen(Commits commits, Optional<Pointers> pointers) implements AutoCloseable {
        @Override
        public void close() {
            commits.close();
            pointers.ifPresent(Pointers::close);
        }
    }

    Commits commits() {
        return seen.commits();
    }
}

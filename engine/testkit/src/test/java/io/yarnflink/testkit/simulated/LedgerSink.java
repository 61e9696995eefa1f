package io.yarnflink.testkit.simulated;

import io.yarnflink.api.connector.sink.Committer;
import io.yarnflink.api.connector.sink.CommitterInitContext;
import io.yarnflink.api.connector.sink.CommittingSinkWriter;
import io.yarnflink.api.connector.sink.SinkWriter;
import io.yarnflink.api.connector.sink.TwoPhaseCommittingSink;
import io.yarnflink.api.connector.sink.WriterInitContext;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import io.yarnflink.connectors.files.SimpleVersionedStringSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Writes into a ledger outside of all processes: what is committed twice under one number counts once. */
record LedgerSink(String ledger) implements TwoPhaseCommittingSink<String, String> {
    private static final Map<String, Ledger> LEDGERS = new TreeMap<>();

    /** What all processes of a run see. */
    static final class Ledger {
        private final Set<String> entries = new HashSet<>();
        private final List<String> committed = new ArrayList<>();
        private final Set<String> discarded = new HashSet<>();
        private int prepared;
        /** How often a commit fails, for no reason. */
        private int failures;

        private Predicate<byte[]> decided = entry -> true;
        private Consumer<AssertionError> violation = wrong -> {};
        private final Map<String, Long> begins = new TreeMap<>();
        private final Set<String> read = new HashSet<>();

        /** Watches what is done: only what is {@code decided} may be committed. */
        void watch(Predicate<byte[]> mayCommit, Consumer<AssertionError> violated) {
            decided = mayCommit;
            violation = violated;
        }

        /** A reader is given a split that begins at a number: all before it must have been read. */
        void begin(String source, String split, long from) {
            Long first = begins.putIfAbsent(source + " " + split, from);
            if (first != null && from != first && !read.contains(source + " " + (from - 1))) {
                violation.accept(new AssertionError(
                        source + " goes on from " + from + " in split " + split + ", but nobody has read so far"));
            }
        }

        void read(String source, long number) {
            read.add(source + " " + number);
        }

        List<String> committed() {
            return committed;
        }

        void failCommits(int times) {
            failures = times;
        }

        private String prepare(List<String> lines) {
            return "entry " + prepared++ + "\n" + String.join("\n", lines);
        }

        private void commit(String entry) throws IOException {
            String number = entry.lines().findFirst().orElseThrow();
            if (failures > 0) {
                failures--;
                throw new IOException("the ledger is closed for now");
            }
            if (!decided.test(entry.getBytes(StandardCharsets.UTF_8))) {
                violation.accept(new AssertionError(number + " is committed, but no completed checkpoint names it"));
            }
            if (discarded.contains(number)) {
                throw new AssertionError(number + " is committed after it was discarded");
            }
            if (entries.add(number)) {
                entry.lines().skip(1).forEach(committed::add);
            }
        }
    }

    static Ledger open(String name) {
        return LEDGERS.computeIfAbsent(name, absent -> new Ledger());
    }

    static void close(String name) {
        LEDGERS.remove(name);
    }

    @Override
    public SinkWriter<String> createWriter(WriterInitContext context) {
        return new Writer(open(ledger));
    }

    @Override
    public Committer<String> createCommitter(CommitterInitContext context) {
        return new LedgerCommitter(open(ledger));
    }

    @Override
    public SimpleVersionedSerializer<String> getCommittableSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }

    private static final class Writer implements CommittingSinkWriter<String, String> {
        private final Ledger ledger;
        private final List<String> lines = new ArrayList<>();

        Writer(Ledger ledger) {
            this.ledger = ledger;
        }

        @Override
        public void write(String element, Context context) {
            lines.add(element);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public Collection<String> prepareCommit() {
            if (lines.isEmpty()) {
                return List.of();
            }
            String entry = ledger.prepare(lines);
            lines.clear();
            return List.of(entry);
        }

        @Override
        public void close() {}
    }

    private record LedgerCommitter(Ledger ledger) implements Committer<String> {
        @Override
        public void commit(Collection<CommitRequest<String>> requests) throws IOException {
            for (CommitRequest<String> request : requests) {
                ledger.commit(request.getCommittable());
            }
        }

        @Override
        public void discard(Collection<String> committables) {
            committables.forEach(
                    entry -> ledger.discarded.add(entry.lines().findFirst().orElseThrow()));
        }

        @Override
        public void close() {}
    }
}

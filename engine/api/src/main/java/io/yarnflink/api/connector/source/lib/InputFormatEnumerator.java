package io.yarnflink.api.connector.source.lib;

import io.yarnflink.api.common.io.InputFormat;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.connector.source.SplitEnumerator;
import io.yarnflink.api.connector.source.SplitEnumeratorContext;
import io.yarnflink.api.fs.FileInputSplit;
import io.yarnflink.api.fs.FileStatus;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.io.InputSplit;
import io.yarnflink.api.io.InputSplitAssigner;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes an input format's splits and hands them out as its assigner says; coordinator thread only. */
final class InputFormatEnumerator<S extends InputSplit>
        implements SplitEnumerator<InputFormatSplit<S>, InputFormatProgress<S>> {
    private final SplitEnumeratorContext<InputFormatSplit<S>> context;
    private final InputFormat<?, S> format;
    private final @Nullable Duration discovery;
    private final Map<Integer, String> waiting = new LinkedHashMap<>();
    private final Deque<Listed<S>> listed = new ArrayDeque<>();
    private final Deque<InputFormatSplit<S>> returned = new ArrayDeque<>();
    private final Map<Path, Long> known = new HashMap<>();
    private boolean ready;
    private long created;

    /** Splits of one listing. */
    private static final class Listed<S extends InputSplit> {
        private final S[] splits;
        private final InputSplitAssigner assigner;
        private final Set<InputSplit> assigned = Collections.newSetFromMap(new IdentityHashMap<>());

        Listed(S[] splits, InputSplitAssigner assigner) {
            this.splits = splits;
            this.assigner = assigner;
        }

        @SuppressWarnings("unchecked") // An assigner gives what it was given.
        @Nullable
        S next(String host, int subtask) {
            InputSplit next = assigner.getNextInputSplit(host, subtask);
            if (next != null) {
                assigned.add(next);
            }
            return (S) next;
        }

        boolean isAssigned() {
            return assigned.size() >= splits.length;
        }

        S[] unassigned() {
            return Arrays.stream(splits)
                    .filter(split -> !assigned.contains(split))
                    .toArray(count -> Arrays.copyOf(splits, count));
        }
    }

    /** {@code discovery} null means that there is one listing. */
    InputFormatEnumerator(
            SplitEnumeratorContext<InputFormatSplit<S>> context,
            InputFormat<?, S> format,
            @Nullable Duration discovery) {
        this.context = context;
        this.format = format;
        this.discovery = discovery;
        format.configure(new Configuration());
    }

    /** Goes on from a checkpoint. */
    InputFormatEnumerator<S> restored(InputFormatProgress<S> checkpoint) {
        for (S[] splits : checkpoint.unassigned()) {
            listed.add(new Listed<>(splits, format.getInputSplitAssigner(splits)));
        }
        returned.addAll(checkpoint.returned());
        known.putAll(checkpoint.known());
        created = checkpoint.created();
        ready = checkpoint.isReady();
        return this;
    }

    /** What one look has found. */
    private static final class Found<S> {
        private final S[] splits;
        private final Map<Path, Long> changed;

        Found(S[] splits, Map<Path, Long> changed) {
            this.splits = splits;
            this.changed = changed;
        }
    }

    @Override
    public void start() {
        if (discovery != null) {
            context.callAsync(this::find, this::add, 0, discovery.toMillis());
        } else if (!ready) {
            context.callAsync(this::find, this::add);
        }
    }

    /** An I/O thread. */
    private Found<S> find() throws IOException {
        S[] splits = format.createInputSplits(context.currentParallelism());
        Map<Path, Long> changed = new HashMap<>();
        if (discovery != null) {
            Map<Path, Long> lengths = new HashMap<>();
            for (S split : splits) {
                FileInputSplit file = (FileInputSplit) split;
                lengths.merge(file.getPath(), file.getStart() + file.getLength(), Math::max);
            }
            for (Map.Entry<Path, Long> file : lengths.entrySet()) {
                timeOfChange(file.getKey(), file.getValue()).ifPresent(time -> changed.put(file.getKey(), time));
            }
        }
        return new Found<>(splits, changed);
    }

    /**
     * Empty for a file that is not there any more, and for one that has grown since it was cut into splits: it waits for the
     * next look, with all it has then.
     */
    private static OptionalLong timeOfChange(Path file, long length) throws IOException {
        try {
            FileStatus status = file.getFileSystem().getFileStatus(file);
            return length < 0 || length == status.length()
                    ? OptionalLong.of(status.modificationTime())
                    : OptionalLong.empty();
        } catch (FileNotFoundException e) {
            return OptionalLong.empty();
        }
    }

    private void add(Found<S> found, @Nullable Throwable failure) {
        if (failure != null) {
            throw failure instanceof IOException io
                    ? new UncheckedIOException("the splits of " + format + " cannot be made: " + io.getMessage(), io)
                    : new IllegalStateException("the splits of " + format + " cannot be made: " + failure, failure);
        }
        S[] splits = discovery == null ? found.splits : fresh(found);
        if (splits.length > 0) {
            listed.add(new Listed<>(splits, format.getInputSplitAssigner(splits)));
        }
        ready = true;
        Map<Integer, String> asked = new LinkedHashMap<>(waiting);
        waiting.clear();
        asked.forEach(this::assignNext);
    }

    private S[] fresh(Found<S> found) {
        S[] fresh = Arrays.stream(found.splits)
                .filter(split -> isFresh(((FileInputSplit) split).getPath(), found.changed))
                .toArray(count -> Arrays.copyOf(found.splits, count));
        known.putAll(found.changed);
        return fresh;
    }

    private boolean isFresh(Path path, Map<Path, Long> changed) {
        Long now = changed.get(path);
        Long before = known.get(path);
        return now != null && (before == null || before < now);
    }

    @Override
    public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {
        String host = requesterHostname == null ? "" : requesterHostname;
        if (ready) {
            assignNext(subtaskId, host);
        } else {
            waiting.put(subtaskId, host);
        }
    }

    private void assignNext(int subtask, String host) {
        InputFormatSplit<S> next = next(subtask, host);
        if (next != null) {
            context.assignSplit(next, subtask);
        } else if (discovery == null) {
            context.signalNoMoreSplits(subtask);
        } else {
            waiting.put(subtask, host);
        }
    }

    private @Nullable InputFormatSplit<S> next(int subtask, String host) {
        if (!returned.isEmpty()) {
            return returned.remove();
        }
        for (Iterator<Listed<S>> each = listed.iterator(); each.hasNext(); ) {
            Listed<S> listing = each.next();
            S split = listing.next(host, subtask);
            if (split != null) {
                return new InputFormatSplit<>(String.format("%06d", created++), split, null, 0);
            }
            // Otherwise the assigner keeps what is left for other subtasks.
            if (listing.isAssigned()) {
                each.remove();
            }
        }
        return null;
    }

    @Override
    public void addSplitsBack(List<InputFormatSplit<S>> splits, int subtaskId) {
        returned.addAll(splits);
    }

    @Override
    public void addReader(int subtaskId) {}

    @Override
    public InputFormatProgress<S> snapshotState(long checkpointId) {
        List<S[]> unassigned = new ArrayList<>();
        listed.forEach(splits -> unassigned.add(splits.unassigned()));
        return new InputFormatProgress<>(ready, unassigned, List.copyOf(returned), new HashMap<>(known), created);
    }

    @Override
    public void close() {}
}

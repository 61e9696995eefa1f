package io.yarnflink.state;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of keyed state: what is on the heap, frozen by the task, written by another thread, then what the next builds
 * on; and what a database has beside it.
 */
final class HeapSnapshot implements KeyedSnapshot {
    private final Map<StateId, FrozenPart> parts = new LinkedHashMap<>();
    private final AtomicBoolean used = new AtomicBoolean();
    private volatile boolean durable;
    private volatile boolean lost;

    private final @Nullable KeyedSnapshot database;

    /** The one to build on, until this is written. */
    private volatile @Nullable HeapSnapshot previous;

    HeapSnapshot(List<FrozenPart> parts, Optional<HeapSnapshot> previous, @Nullable KeyedSnapshot database) {
        this.database = database;
        this.previous = previous.orElse(null);
        parts.forEach(part -> this.parts.put(part.id(), part));
    }

    @Override
    public void write(SnapshotTarget target) throws IOException {
        if (!used.compareAndSet(false, true)) {
            throw new IllegalStateException("the snapshot was written or given up before");
        }
        try {
            // The next snapshot builds on this one alone.
            HeapSnapshot base = previous;
            previous = null;
            HeapSnapshot durableBase = base != null && base.isDurable() ? base : null;
            for (FrozenPart part : parts.values()) {
                part.collect(durableBase);
            }
            for (FrozenPart part : parts.values()) {
                part.write(target, durableBase);
            }
            if (database != null) {
                database.write(target);
            }
        } catch (IOException | RuntimeException | Error e) {
            lost = true;
            throw e;
        } finally {
            release();
        }
    }

    /** What was not written never will be. */
    private void release() {
        parts.values().forEach(FrozenPart::release);
        if (database != null) {
            database.discard();
        }
    }

    @Override
    public void discard() {
        if (used.compareAndSet(false, true)) {
            lost = true;
            previous = null;
            release();
        }
    }

    @Override
    public void durable() {
        durable = true;
        if (database != null) {
            database.durable();
        }
    }

    /** Whether it may be durable some time; the next one is not to hold on to one that nobody writes. */
    boolean isWritten() {
        return used.get() && !lost;
    }

    boolean isDurable() {
        return durable;
    }

    /** Where a key group of a state is stored, when this is durable. */
    RangeChain chain(StateId id, int keyGroup) {
        FrozenPart part = parts.get(id);
        return part == null ? RangeChain.EMPTY : part.chain(keyGroup);
    }
}

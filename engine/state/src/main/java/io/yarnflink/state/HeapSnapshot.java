package io.yarnflink.state;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A snapshot of keyed state on the heap: frozen by the task, written by another thread, then what the next builds on. */
final class HeapSnapshot implements KeyedSnapshot {
    private final Map<StateId, FrozenPart> parts = new LinkedHashMap<>();
    private final AtomicBoolean used = new AtomicBoolean();
    private volatile boolean durable;

    HeapSnapshot(List<FrozenPart> parts) {
        parts.forEach(part -> this.parts.put(part.id(), part));
    }

    @Override
    public void write(SnapshotTarget target) throws IOException {
        if (!used.compareAndSet(false, true)) {
            throw new IllegalStateException("the snapshot was written or given up before");
        }
        try {
            for (FrozenPart part : parts.values()) {
                part.write(target);
            }
        } finally {
            parts.values().forEach(FrozenPart::release);
        }
    }

    @Override
    public void discard() {
        if (used.compareAndSet(false, true)) {
            parts.values().forEach(FrozenPart::release);
        }
    }

    @Override
    public void durable() {
        durable = true;
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

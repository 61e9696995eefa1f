package io.yarnflink.state;

import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Timers of a {@link TimerSet} as they were at one moment, or those that came and went; timers themselves never change. */
final class FrozenTimers implements FrozenGroup {
    private final List<? extends Timer<?, ?>> removed;
    private final List<? extends @Nullable Timer<?, ?>> timers;
    private volatile boolean released;

    /** The caller does not change what it gives until this is released. */
    FrozenTimers(List<? extends Timer<?, ?>> removed, List<? extends @Nullable Timer<?, ?>> timers) {
        this.removed = removed;
        this.timers = timers;
    }

    @Override
    public void collect() {}

    @Override
    public void release() {
        released = true;
    }

    boolean isReleased() {
        return released;
    }

    @Override
    public void write(ByteArrayOutputView target, TypeSerializer<?>[] serializers) throws IOException {
        target.writeInt(removed.size());
        for (Timer<?, ?> timer : removed) {
            target.writeLong(timer.timestamp());
            writeOwner(timer, target, serializers);
        }
        int countAt = target.position();
        target.writeInt(0);
        int written = 0;
        for (Timer<?, ?> timer : timers) {
            if (timer != null) {
                target.writeLong(timer.timestamp());
                target.writeLong(timer.sequence());
                writeOwner(timer, target, serializers);
                written++;
            }
        }
        target.putInt(countAt, written);
    }

    @SuppressWarnings("unchecked") // The timers' keys and namespaces are the serializers'.
    private static void writeOwner(Timer<?, ?> timer, ByteArrayOutputView target, TypeSerializer<?>[] serializers)
            throws IOException {
        ((TypeSerializer<Object>) serializers[0]).serialize(timer.key(), target);
        ((TypeSerializer<Object>) serializers[1]).serialize(timer.namespace(), target);
    }
}

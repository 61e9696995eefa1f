package io.yarnflink.taskmanager.exchange;

import io.yarnflink.api.memory.ByteArrayOutputView;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A channel some of whose elements were taken out before their turn: until the barrier of a checkpoint that was taken
 * without waiting for it, all that comes is part of that checkpoint. Task thread only.
 */
final class DrainedChannel implements InputChannel {
    private static final int FIRST_BYTES = 256;
    /** Then whoever drains looks at how much is kept already, and whether anybody still wants it. */
    private static final int MOST_AT_A_TIME = 16;

    private final InputChannel channel;
    private Deque<Element> ahead;
    private @Nullable ByteArrayOutputView underWay;
    private boolean draining;
    /** Whether there may be more to be drained now. */
    private boolean more;

    DrainedChannel(InputChannel channel, Collection<Element> ahead) {
        this.channel = channel;
        this.ahead = new ArrayDeque<>(ahead);
    }

    @Override
    public @Nullable Element poll() {
        Element element = ahead.poll();
        // While draining, nothing may pass unseen.
        return element != null || draining ? element : channel.poll();
    }

    @Override
    public long bytes() {
        return channel.bytes();
    }

    @Override
    public ElementCodec codec() {
        return channel.codec();
    }

    /** From here to the barrier of {@code checkpointId} everything is kept; the barrier or the end, if it was among it. */
    @Nullable
    Element begin(long checkpointId) {
        underWay = new ByteArrayOutputView(FIRST_BYTES);
        draining = true;
        Deque<Element> taken = ahead;
        ahead = new ArrayDeque<>();
        Element last = null;
        while (draining && !taken.isEmpty()) {
            last = keep(taken.remove(), checkpointId);
        }
        ahead.addAll(taken);
        return last;
    }

    /** Keeps some of what has come meanwhile; the barrier or the end, when it is there. */
    @Nullable
    Element drain(long checkpointId) {
        Element last = null;
        more = false;
        for (int taken = 0; draining; taken++) {
            more = taken == MOST_AT_A_TIME;
            Element element = more ? null : channel.poll();
            if (element == null) {
                return null;
            }
            last = keep(element, checkpointId);
        }
        return last;
    }

    boolean hasMore() {
        return more;
    }

    private @Nullable Element keep(Element element, long checkpointId) {
        if (element instanceof Barrier barrier) {
            if (barrier.checkpointId() < checkpointId) {
                return null;
            }
            draining = false;
            if (barrier.checkpointId() > checkpointId) {
                // Its turn comes when what lies before it was processed.
                ahead.add(barrier);
                return null;
            }
            return barrier;
        }
        ahead.add(element);
        if (element == EndOfInput.INSTANCE) {
            draining = false;
            return element;
        }
        if (underWay != null) {
            codec().write(element, underWay);
        }
        return null;
    }

    /** How many bytes are kept. */
    long kept() {
        return underWay == null ? 0 : underWay.position();
    }

    /** What was kept, once; nothing more is. */
    byte[] end() {
        byte[] bytes = underWay == null ? new byte[0] : underWay.toByteArray();
        underWay = null;
        draining = false;
        more = false;
        return bytes;
    }
}

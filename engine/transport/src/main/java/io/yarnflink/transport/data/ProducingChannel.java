package io.yarnflink.transport.data;

import io.yarnflink.transport.net.ProtocolViolation;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The producer's end of one channel. One task sends; everything else happens on the connection's event loop. */
final class ProducingChannel implements DataNetwork.OutgoingChannel {
    private final ProducerConnection connection;
    private final int number;
    private final SubpartitionId id;
    private final AtomicInteger credit;
    private DataNetwork.@Nullable Producer producer;
    private int sent;
    private boolean ended;
    /** The last frame to the consumer is queued: CLOSE or GONE, whichever came first. */
    private final AtomicBoolean finished = new AtomicBoolean();

    private volatile boolean closed;

    ProducingChannel(ProducerConnection connection, int number, SubpartitionId id, int initialCredit) {
        this.connection = connection;
        this.number = number;
        this.id = id;
        this.credit = new AtomicInteger(initialCredit);
    }

    int number() {
        return number;
    }

    SubpartitionId id() {
        return id;
    }

    @Override
    public int credit() {
        return credit.get();
    }

    @Override
    public void send(DataBuffer frame) {
        if (closed) {
            throw new IllegalStateException("A frame was sent on the closed channel of " + id);
        }
        if (credit.get() <= 0) {
            throw new IllegalStateException("A frame was sent without credit on the channel of " + id);
        }
        if (!(frame instanceof PooledFrame payload)) {
            throw new IllegalArgumentException(
                    "A frame on the channel of " + id + " is not a buffer of this network but " + frame);
        }
        if (finished.get()) {
            payload.release();
            return;
        }
        credit.decrementAndGet();
        connection.send(WireFrame.data(number, sent++, payload));
    }

    @Override
    public void close() {
        closed = true;
        if (finished.compareAndSet(false, true)) {
            connection.send(WireFrame.control(WireFrame.CLOSE, number, 0));
            connection.onLoop(this::end);
        }
    }

    /** There is a producer; any thread. */
    void attach(DataNetwork.Producer published) {
        connection.onLoop(() -> {
            if (!ended) {
                producer = published;
                published.attached(this);
            }
        });
    }

    /** There is nothing more to come from the producer; any thread. */
    void gone(String cause) {
        if (finished.compareAndSet(false, true)) {
            connection.sendGone(number, id, cause);
            connection.onLoop(this::end);
        }
    }

    /** The time for a publication is up; event loop, as all that follows. */
    void expire(String cause) {
        if (producer == null) {
            gone(cause);
        }
    }

    void granted(int more) {
        int now = credit.addAndGet(more);
        if (more <= 0 || now <= 0 || now > WireFrame.MAX_CREDIT) {
            throw new ProtocolViolation("channel " + number + " was granted " + more + " more; its credit is " + now);
        }
        if (producer != null) {
            producer.creditGranted();
        }
    }

    void consumerLost(String cause) {
        if (!ended) {
            DataNetwork.Producer attached = producer;
            end();
            if (attached != null) {
                attached.consumerLost(cause);
            }
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
            producer = null;
            connection.ended(this);
        }
    }
}

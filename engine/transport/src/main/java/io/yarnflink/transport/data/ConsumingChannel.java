package io.yarnflink.transport.data;

import io.yarnflink.transport.net.ProtocolViolation;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The consumer's end of one channel. Any thread grants and closes; everything else happens on the event loop. */
final class ConsumingChannel implements DataNetwork.IncomingChannel {
    private final ConsumerConnection connection;
    private final SubpartitionId id;
    private final DataNetwork.Consumer consumer;
    private final int initialCredit;
    private final AtomicInteger toGrant = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private int number;
    private int credit;
    private int received;
    private boolean ended;

    ConsumingChannel(
            ConsumerConnection connection, SubpartitionId id, int initialCredit, DataNetwork.Consumer consumer) {
        this.connection = connection;
        this.id = id;
        this.initialCredit = checkCredit(initialCredit, 0);
        this.credit = initialCredit;
        this.consumer = consumer;
    }

    @Override
    public int initialCredit() {
        return initialCredit;
    }

    @Override
    public void grant(int more) {
        checkCredit(more, 1);
        if (!closed.get() && toGrant.getAndAdd(more) == 0) {
            connection.onLoop(this::sendGrant);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            connection.giveBack(initialCredit);
            connection.onLoop(() -> {
                if (!ended) {
                    end();
                    connection.send(WireFrame.control(WireFrame.CLOSE, number, 0));
                }
            });
        }
    }

    /** The connection gives the channel its number and opens it; event loop, as all that follows. */
    void open(int givenNumber) {
        number = givenNumber;
        connection.send(WireFrame.control(WireFrame.OPEN, number, credit, SubpartitionName.encode(id)));
    }

    int number() {
        return number;
    }

    /** A frame with this number is due and paid for. */
    void expect(int sequence) {
        if (sequence != received) {
            throw new ProtocolViolation(
                    "channel " + number + " of " + id + " sent frame " + sequence + " where " + received + " was due");
        }
        if (credit <= 0) {
            throw new ProtocolViolation(
                    "channel " + number + " of " + id + " sent frame " + sequence + " without credit");
        }
        received++;
        credit--;
    }

    boolean isClosed() {
        return closed.get();
    }

    void deliver(PooledFrame frame) {
        if (closed.get()) {
            frame.release();
        } else {
            consumer.received(frame);
        }
    }

    void producerLost(String cause) {
        if (!ended) {
            end();
            if (!closed.get()) {
                consumer.producerLost(cause);
            }
        }
    }

    /** The producer has sent all it had. */
    void producerClosed() {
        end();
    }

    private void end() {
        ended = true;
        connection.ended(this);
    }

    private void sendGrant() {
        int more = toGrant.getAndSet(0);
        if (!ended) {
            credit += more;
            connection.send(WireFrame.control(WireFrame.CREDIT, number, more));
        }
    }

    private int checkCredit(int given, int least) {
        if (given < least || given > WireFrame.MAX_CREDIT) {
            throw new IllegalArgumentException(
                    "A credit of " + given + " for " + id + "; it must be " + least + " to " + WireFrame.MAX_CREDIT);
        }
        return given;
    }
}

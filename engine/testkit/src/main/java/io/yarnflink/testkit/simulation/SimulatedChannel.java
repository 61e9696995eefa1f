package io.yarnflink.testkit.simulation;

import io.yarnflink.transport.data.DataBuffer;
import io.yarnflink.transport.data.DataNetwork;
import io.yarnflink.transport.data.SubpartitionId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One channel between two processes, seen from both ends. */
final class SimulatedChannel {
    private final Simulation simulation;
    private final SimulatedNetwork network;
    private final Ends ends;
    private final SubpartitionId id;
    private final int initialCredit;
    private DataNetwork.@Nullable Producer producer;
    private int credit;
    private boolean producerEnded;
    private boolean consumerEnded;
    private boolean broken;
    private long lastFrameNanos;

    /** The two sides; the producer's is missing when no process is where it should be. */
    record Ends(
            @Nullable SimulatedDataNetwork producerSide,
            SimulatedDataNetwork consumerSide,
            DataNetwork.Consumer consumer) {}

    SimulatedChannel(Simulation simulation, SimulatedNetwork network, Ends ends, SubpartitionId id, int initialCredit) {
        this.simulation = simulation;
        this.network = network;
        this.ends = ends;
        this.id = id;
        this.initialCredit = initialCredit;
    }

    SubpartitionId id() {
        return id;
    }

    /** Asks the other process for its subpartition. */
    void open() {
        SimulatedDataNetwork side = ends.producerSide();
        if (side == null || !side.process().isAlive()) {
            later(consumer(), () -> consumerHears("connection refused"), "refusal of " + this);
        } else {
            later(side.process(), () -> arriveAtProducer(side), "open " + this);
        }
    }

    private void arriveAtProducer(SimulatedDataNetwork side) {
        if (!broken && !consumerEnded) {
            side.accept(this);
        }
    }

    boolean waitsFor(SubpartitionId published) {
        return producer == null && id.equals(published) && !broken && !consumerEnded;
    }

    boolean isProducedAs(SubpartitionId withdrawn) {
        return producer != null && id.equals(withdrawn);
    }

    /** The subpartition is there. */
    void attach() {
        SimulatedDataNetwork side = ends.producerSide();
        DataNetwork.Producer found = side == null ? null : side.producer(id);
        if (found != null) {
            producer = found;
            credit = initialCredit;
            found.attached(new Outgoing());
        }
    }

    DataNetwork.IncomingChannel incoming() {
        return new Incoming();
    }

    /** The producer has nothing more to say; the consumer hears it after the frames under way. */
    void producerClosed(String cause) {
        if (!producerEnded) {
            producerEnded = true;
            forgetAtProducer();
            if (!broken) {
                inOrder(() -> consumerHears(cause), "end of " + this);
            }
        }
    }

    /** The connection breaks at once, with all that is under way; both living ends hear of it. */
    void breakNow(String cause) {
        if (!broken) {
            broken = true;
            simulation.note(this + " breaks: " + cause);
            later(consumer(), () -> consumerHears(cause), this + " breaks for its consumer");
            producerHearsLater(cause, this + " breaks for its producer");
        }
    }

    boolean isReadBy(SimulatedDataNetwork side) {
        return ends.consumerSide() == side;
    }

    boolean isAttached() {
        return producer != null && !broken && !consumerEnded && !producerEnded;
    }

    boolean touches(SimulatedDataNetwork side) {
        return ends.consumerSide() == side || ends.producerSide() == side;
    }

    private void consumerHears(String cause) {
        if (!consumerEnded) {
            consumerEnded = true;
            ends.consumerSide().forget(this);
            ends.consumer().producerLost(cause);
        }
    }

    private void producerHearsLater(String cause, String label) {
        SimulatedDataNetwork side = ends.producerSide();
        if (side != null) {
            later(side.process(), () -> producerHears(cause), label);
        }
    }

    private void producerHears(String cause) {
        DataNetwork.Producer attached = producer;
        if (!producerEnded) {
            producerEnded = true;
            forgetAtProducer();
            if (attached != null) {
                attached.consumerLost(cause);
            }
        }
    }

    private void forgetAtProducer() {
        if (ends.producerSide() != null) {
            ends.producerSide().forget(this);
        }
    }

    private SimulatedProcess consumer() {
        return ends.consumerSide().process();
    }

    private void later(SimulatedProcess process, Runnable action, String label) {
        process.at(simulation.nowNanos() + network.channelDelayNanos(), label, null, action);
    }

    private void inOrder(Runnable action, String label) {
        lastFrameNanos = Math.max(lastFrameNanos + 1, simulation.nowNanos() + network.channelDelayNanos());
        consumer().at(lastFrameNanos, label, null, action);
    }

    @Override
    public String toString() {
        String from = ends.producerSide() == null
                ? "nobody"
                : ends.producerSide().process().name();
        return "channel " + id + " " + from + " -> "
                + ends.consumerSide().process().name();
    }

    /** The producer's end. */
    private final class Outgoing implements DataNetwork.OutgoingChannel {
        @Override
        public int credit() {
            return credit;
        }

        @Override
        public void send(DataBuffer frame) {
            if (credit <= 0) {
                throw new IllegalStateException(SimulatedChannel.this + " was sent a frame without credit");
            }
            credit--;
            byte[] bytes = Arrays.copyOfRange(frame.array(), frame.offset(), frame.offset() + frame.length());
            frame.release();
            inOrder(() -> deliver(bytes), "frame of " + bytes.length + " on " + SimulatedChannel.this);
        }

        @Override
        public void close() {
            producerClosed("the producer is gone");
        }
    }

    private void deliver(byte[] bytes) {
        if (!broken && !consumerEnded) {
            ends.consumer().received(ends.consumerSide().received(bytes));
        }
    }

    private void granted(int more) {
        DataNetwork.Producer attached = producer;
        if (!broken && !producerEnded && attached != null) {
            credit += more;
            attached.creditGranted();
        }
    }

    /** The consumer's end. */
    private final class Incoming implements DataNetwork.IncomingChannel {
        @Override
        public int initialCredit() {
            return initialCredit;
        }

        @Override
        public void grant(int more) {
            SimulatedDataNetwork side = ends.producerSide();
            if (side != null) {
                later(side.process(), () -> granted(more), "credit for " + SimulatedChannel.this);
            }
        }

        @Override
        public void close() {
            if (!consumerEnded) {
                consumerEnded = true;
                ends.consumerSide().forget(SimulatedChannel.this);
                producerHearsLater("the consumer is gone", "close of " + SimulatedChannel.this);
            }
        }
    }
}

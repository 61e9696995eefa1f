package io.yarnflink.testkit.simulation;

import io.yarnflink.transport.data.DataBuffer;
import io.yarnflink.transport.data.DataNetwork;
import io.yarnflink.transport.data.SubpartitionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The data side of one simulated process: frames keep their order within a channel and arrive late. */
final class SimulatedDataNetwork implements DataNetwork {
    private final SimulatedProcess process;
    private final SimulatedNetwork network;
    private final Simulation simulation;
    private final Map<SubpartitionId, Producer> published = new HashMap<>();
    private final List<SimulatedChannel> channels = new ArrayList<>();
    private long bytesInUse;

    SimulatedDataNetwork(SimulatedProcess process, SimulatedNetwork network, Simulation simulation) {
        this.process = process;
        this.network = network;
        this.simulation = simulation;
    }

    SimulatedProcess process() {
        return process;
    }

    List<SimulatedChannel> channels() {
        return List.copyOf(channels);
    }

    void forget(SimulatedChannel channel) {
        channels.removeIf(other -> other == channel);
    }

    @Nullable
    Producer producer(SubpartitionId id) {
        return published.get(id);
    }

    @Override
    public String host() {
        return process.host();
    }

    @Override
    public int port() {
        return process.port();
    }

    @Override
    public void publish(SubpartitionId id, Producer producer) {
        if (published.put(id, producer) != null) {
            simulation.violation(new IllegalStateException(id + " is published twice in " + process.name()));
        }
        channels().stream().filter(channel -> channel.waitsFor(id)).forEach(SimulatedChannel::attach);
    }

    @Override
    public void withdraw(SubpartitionId id) {
        published.remove(id);
        channels().stream()
                .filter(channel -> channel.isProducedAs(id))
                .forEach(channel -> channel.producerClosed("the producer is gone"));
    }

    @Override
    public IncomingChannel open(String host, int port, SubpartitionId id, int mostCredit, Consumer consumer) {
        SimulatedDataNetwork producerSide = network.dataNetwork(host, port);
        SimulatedChannel channel = new SimulatedChannel(
                simulation, network, new SimulatedChannel.Ends(producerSide, this, consumer), id, mostCredit);
        channels.add(channel);
        channel.open();
        return channel.incoming();
    }

    void accept(SimulatedChannel channel) {
        channels.add(channel);
        if (published.containsKey(channel.id())) {
            channel.attach();
        }
    }

    /** There always is one: a simulated task cannot wait. */
    @Override
    public Buffers buffers() {
        return new Buffers() {
            @Override
            public DataBuffer tryNext(int minCapacity) {
                return next(minCapacity);
            }

            @Override
            public DataBuffer next(int minCapacity) {
                return new SimulatedBuffer(Math.max(minCapacity, 1024));
            }
        };
    }

    DataBuffer received(byte[] bytes) {
        SimulatedBuffer received = new SimulatedBuffer(bytes.length);
        System.arraycopy(bytes, 0, received.array(), 0, bytes.length);
        received.setLength(bytes.length);
        return received;
    }

    @Override
    public long bytesInUse() {
        return bytesInUse;
    }

    @Override
    public void close() {
        published.clear();
        channels().forEach(channel -> channel.breakNow("the process ended"));
    }

    /** A buffer of its own, so that whoever uses one after its release is found out. */
    private final class SimulatedBuffer implements DataBuffer {
        private final byte[] bytes;
        private int length;
        private boolean released;

        SimulatedBuffer(int capacity) {
            bytes = new byte[capacity];
            bytesInUse += capacity;
        }

        @Override
        public byte[] array() {
            if (released) {
                throw new IllegalStateException("A buffer of " + process.name() + " is used after its release");
            }
            return bytes;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public int capacity() {
            return bytes.length;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public void setLength(int newLength) {
            length = newLength;
        }

        @Override
        public void release() {
            if (released) {
                throw new IllegalStateException("A buffer of " + process.name() + " is released twice");
            }
            released = true;
            bytesInUse -= bytes.length;
        }
    }
}

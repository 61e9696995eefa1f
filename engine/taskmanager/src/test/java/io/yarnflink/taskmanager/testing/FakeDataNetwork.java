package io.yarnflink.taskmanager.testing;

import io.yarnflink.transport.data.DataBuffer;
import io.yarnflink.transport.data.DataNetwork;
import io.yarnflink.transport.data.SubpartitionId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The data side of one process of several in this JVM: frames arrive at once, on the sender's thread. */
public final class FakeDataNetwork implements DataNetwork {
    private final Processes processes;
    private final String host;
    private final int port;
    private final AtomicLong inUse = new AtomicLong();
    private final AtomicLong mostInUse = new AtomicLong();
    private final AtomicInteger framesSent = new AtomicInteger();
    private final AtomicInteger largestFrame = new AtomicInteger();

    /** All processes of a test, by host and port. */
    public static final class Processes {
        private final Map<String, FakeDataNetwork> networks = new ConcurrentHashMap<>();
        private final Map<SubpartitionId, Link> links = new HashMap<>();

        public FakeDataNetwork start(String host, int port) {
            FakeDataNetwork network = new FakeDataNetwork(this, host, port);
            networks.put(host + ":" + port, network);
            return network;
        }

        private synchronized Link link(SubpartitionId id) {
            return links.computeIfAbsent(id, unused -> new Link());
        }
    }

    private FakeDataNetwork(Processes processes, String host, int port) {
        this.processes = processes;
        this.host = host;
        this.port = port;
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public int port() {
        return port;
    }

    public int framesSent() {
        return framesSent.get();
    }

    public int largestFrame() {
        return largestFrame.get();
    }

    public long mostBytesInUse() {
        return mostInUse.get();
    }

    @Override
    public void publish(SubpartitionId id, Producer producer) {
        processes.link(id).produce(this, producer);
    }

    @Override
    public void withdraw(SubpartitionId id) {
        processes.link(id).withdraw();
    }

    @Override
    public IncomingChannel open(String toHost, int toPort, SubpartitionId id, int mostCredit, Consumer consumer) {
        if (!processes.networks.containsKey(toHost + ":" + toPort)) {
            throw new IllegalArgumentException("no process at " + toHost + ":" + toPort);
        }
        return processes.link(id).consume(mostCredit, consumer);
    }

    @Override
    public Buffers buffers() {
        return new Buffers() {
            @Override
            public DataBuffer tryNext(int minCapacity) {
                return next(minCapacity);
            }

            @Override
            public DataBuffer next(int minCapacity) {
                mostInUse.accumulateAndGet(inUse.addAndGet(minCapacity), Math::max);
                return new Bytes(minCapacity);
            }
        };
    }

    @Override
    public long bytesInUse() {
        return inUse.get();
    }

    @Override
    public void close() {}

    /** Breaks the connection of a subpartition, as seen from both sides. */
    public void cut(SubpartitionId id, String cause) {
        processes.link(id).cut(cause);
    }

    /** One subpartition's connection. */
    private static final class Link implements OutgoingChannel, IncomingChannel {
        private final AtomicInteger credit = new AtomicInteger();
        private @Nullable Producer producer;
        private @Nullable FakeDataNetwork sender;
        private @Nullable Consumer consumer;
        private boolean complete;
        private int initialCredit;

        synchronized void produce(FakeDataNetwork network, Producer published) {
            producer = published;
            sender = network;
            if (consumer != null) {
                published.attached(this);
            }
        }

        synchronized IncomingChannel consume(int given, Consumer opened) {
            consumer = opened;
            credit.set(given);
            initialCredit = given;
            if (producer != null) {
                producer.attached(this);
            }
            return this;
        }

        synchronized void withdraw() {
            producer = null;
            if (consumer != null && !complete) {
                consumer.producerLost("withdrawn");
            }
        }

        synchronized void cut(String cause) {
            if (producer != null) {
                producer.consumerLost(cause);
            }
            if (consumer != null) {
                consumer.producerLost(cause);
            }
        }

        @Override
        public synchronized int initialCredit() {
            return initialCredit;
        }

        @Override
        public int credit() {
            return credit.get();
        }

        @Override
        public void send(DataBuffer frame) {
            Consumer to;
            synchronized (this) {
                to = consumer;
                if (sender != null) {
                    sender.framesSent.incrementAndGet();
                    sender.largestFrame.accumulateAndGet(frame.length(), Math::max);
                }
            }
            if (credit.decrementAndGet() < 0 || to == null) {
                throw new AssertionError("a frame was sent without credit");
            }
            to.received(frame);
        }

        @Override
        public void grant(int more) {
            credit.addAndGet(more);
            Producer granted;
            synchronized (this) {
                granted = producer;
            }
            if (granted != null) {
                granted.creditGranted();
            }
        }

        @Override
        public synchronized void close() {
            complete = true;
        }
    }

    private final class Bytes implements DataBuffer {
        // Frames of a pool begin anywhere in a larger array.
        private static final int OFFSET = 24;

        private final byte[] array;
        private final int capacity;
        private int length;
        private boolean released;

        Bytes(int capacity) {
            this.capacity = capacity;
            array = new byte[OFFSET + capacity];
        }

        @Override
        public byte[] array() {
            return array;
        }

        @Override
        public int offset() {
            return OFFSET;
        }

        @Override
        public int capacity() {
            return capacity;
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
        public synchronized void release() {
            if (released) {
                throw new AssertionError("a frame was released twice");
            }
            released = true;
            inUse.addAndGet(-capacity);
        }
    }
}

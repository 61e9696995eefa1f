package io.yarnflink.transport.data;

import org.jspecify.annotations.Nullable;

/** The data side of one TaskManager process: publishes its subpartitions and opens those of others; any thread. */
public interface DataNetwork extends AutoCloseable {
    String host();

    int port();

    /** Lets one consumer, in another process, attach to {@code id}; it may have asked already. */
    void publish(SubpartitionId id, Producer producer);

    /** No consumer may attach any more, and those attached hear that the producer is gone. */
    void withdraw(SubpartitionId id);

    /**
     * Attaches to a subpartition of another process, which may be published a little later. Memory for as many frames as
     * are granted at first, {@code mostCredit} or what can be spared, is set aside until the channel is closed; fails with
     * an {@link IllegalStateException} when there is none.
     */
    IncomingChannel open(String host, int port, SubpartitionId id, int mostCredit, Consumer consumer);

    /** The buffers of one task, out of the bounded pool of all. */
    Buffers buffers();

    /** The bytes that buffers now take, for tests and metrics. */
    long bytesInUse();

    @Override
    void close();

    /** The buffers that one task fills and sends; one thread. */
    interface Buffers {
        /** A buffer of at least {@code minCapacity} bytes, which must fit a frame; null when the pool is exhausted. */
        @Nullable
        DataBuffer tryNext(int minCapacity);

        /**
         * As {@link #tryNext}, but waits while the pool is exhausted and the task holds others, a bounded time; fails with
         * an {@link IllegalStateException} then, and when interrupted.
         */
        DataBuffer next(int minCapacity);
    }

    /** The producer's side of a subpartition; called on network threads, must only enqueue or wake. */
    interface Producer {
        void attached(OutgoingChannel channel);

        void creditGranted();

        void consumerLost(String cause);
    }

    /** The consumer's side; called on network threads, must only enqueue or wake. */
    interface Consumer {
        /** One frame, now owned by the consumer, in the order sent; the last may come while the channel is being closed. */
        void received(DataBuffer frame);

        void producerLost(String cause);
    }

    /** Frames to one consumer; one thread sends. */
    interface OutgoingChannel {
        int credit();

        /** Sends and takes over the frame; needs one credit. Without it, or after {@code close}, fails and takes nothing. */
        void send(DataBuffer frame);

        /** Nothing follows what was sent; the consumer knows from the last frame, and hears nothing else. */
        void close();
    }

    /** Frames from one producer. */
    interface IncomingChannel {
        /** How many frames were granted at first; never more may be on their way or unreleased. */
        int initialCredit();

        void grant(int credit);

        /** The producer hears that its consumer is lost, unless it has closed before. */
        void close();
    }
}

package io.yarnflink.transport.rpc;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;

/** Carries messages between endpoints; any thread. */
public interface RpcService extends AutoCloseable {
    /** The epoch of a sender that follows no leader: a client. */
    long NO_EPOCH = 0;

    /** The address under which {@code endpoint} of this process is reached. */
    Address addressOf(String endpoint);

    /** Messages to {@code endpoint} go to {@code receiver} from now on. */
    void register(String endpoint, Receiver receiver);

    void unregister(String endpoint);

    /**
     * Sends a request; the future completes, on any thread, with the answer or with an {@link RpcException} (refused,
     * unreachable, connection lost, no answer within {@code timeout}).
     */
    CompletableFuture<SpecificRecord> ask(Address to, long epoch, SpecificRecord request, Duration timeout);

    /** Sends a message that needs no answer; it may be lost. */
    void tell(Address to, long epoch, SpecificRecord message);

    /** {@code listener} hears, on any thread, when a connection to a peer process breaks: a hint, faster than heartbeats. */
    void onPeerLost(PeerLostListener listener);

    @Override
    void close();

    /** Hears of broken connections. */
    interface PeerLostListener {
        void peerLost(String host, int port, String cause);
    }
}

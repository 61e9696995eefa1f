package io.yarnflink.jobmanager.leader;

import io.yarnflink.transport.endpoint.Endpoint;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.endpoint.PatientAsk;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.PeerAddress;
import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.RpcException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** An endpoint of the JobManager: it leads under one epoch, and ends when a newer one shows up. */
public abstract class LeaderEndpoint extends Endpoint {
    private final LeaderContext context;
    private final PatientAsk requests;

    /** Who asks, and whom the answers and later news go to. */
    public record Caller(PeerAddress self, PatientAsk requests) {}

    protected LeaderEndpoint(String name, MainThread mainThread, LeaderContext context) {
        super(name, context.rpc(), mainThread, context.askTimeout());
        this.context = context;
        this.requests = new PatientAsk(mainThread, this::askPeer);
    }

    @Override
    protected final long epoch() {
        return context.epoch();
    }

    @Override
    protected final boolean onNewerEpoch(long newer) {
        context.superseded().accept("epoch " + newer + " follows this leader's epoch " + context.epoch());
        return false;
    }

    @Override
    protected final void onStaleEpoch(Address peer, RpcException refusal) {
        context.superseded().accept(peer + " follows a newer leader: " + refusal.getMessage());
    }

    /** Milliseconds since the epoch, for people. */
    protected final long wallMillis() {
        return context.clock().wallMillis();
    }

    protected final LeaderContext context() {
        return context;
    }

    /**
     * Asks again after a pause while the peer is silent or out of reach, as long as {@code wanted}; a refusal is final.
     * Only for requests that may arrive twice. When not wanted any more the future is cancelled.
     */
    protected final <R extends SpecificRecord> CompletableFuture<R> askUntilAnswered(
            Address to, SpecificRecord request, Class<R> answerType, BooleanSupplier wanted) {
        return requests.untilAnswered(to, request, answerType, wanted);
    }

    /** For collaborators that ask on this endpoint's behalf. */
    protected final Caller caller() {
        return new Caller(peerAddress(address()), requests);
    }

    private <R extends SpecificRecord> CompletableFuture<R> askPeer(
            Address to, SpecificRecord request, Class<R> answerType) {
        return ask(to, request, answerType);
    }

    public static PeerAddress peerAddress(Address address) {
        return new PeerAddress(address.host(), address.port(), address.endpoint());
    }

    public static Address address(PeerAddress peer) {
        return new Address(peer.getHost(), peer.getPort(), peer.getEndpoint());
    }

    protected static CompletableFuture<Ack> acknowledged() {
        return CompletableFuture.completedFuture(new Ack());
    }

    /** Why a request failed, if the network or the peer said so. */
    public static RpcException.@Nullable Code codeOf(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof RpcException rpcException ? rpcException.code() : null;
    }
}

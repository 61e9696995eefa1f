package io.yarnflink.testkit.simulated;

import io.yarnflink.transport.protocol.AwaitJob;
import io.yarnflink.transport.protocol.GetJob;
import io.yarnflink.transport.protocol.SubmitJob;
import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.Receiver;
import io.yarnflink.transport.rpc.RpcService;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;

/** A client's RPC service: it stages what it submits, asks whoever leads, and finds the stored result when nobody does. */
record ClientRpc(RpcService real, Leaders leaders) implements RpcService {
    @Override
    public CompletableFuture<SpecificRecord> ask(Address to, long epoch, SpecificRecord request, Duration timeout) {
        if (request instanceof SubmitJob submission) {
            leaders.stage(submission);
        }
        return stored(request)
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> real.ask(leaders.dispatcher(), epoch, request, timeout));
    }

    private Optional<SpecificRecord> stored(SpecificRecord request) {
        if (request instanceof GetJob get) {
            return leaders.result(get.getJobId()).map(report -> report);
        }
        return request instanceof AwaitJob await
                ? leaders.result(await.getJobId()).map(report -> report)
                : Optional.empty();
    }

    @Override
    public Address addressOf(String endpoint) {
        return real.addressOf(endpoint);
    }

    @Override
    public void register(String endpoint, Receiver receiver) {
        real.register(endpoint, receiver);
    }

    @Override
    public void unregister(String endpoint) {
        real.unregister(endpoint);
    }

    @Override
    public void tell(Address to, long epoch, SpecificRecord message) {
        real.tell(leaders.dispatcher(), epoch, message);
    }

    @Override
    public void onPeerLost(PeerLostListener listener) {
        real.onPeerLost(listener);
    }

    @Override
    public void close() {
        real.close();
    }
}

package io.yarnflink.testkit.faults;

import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.Receiver;
import io.yarnflink.transport.rpc.RpcService;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;

/** The RPC service of a process with a hand on what it sends and receives; passes all on unless overridden. */
public class TamperedRpc implements RpcService {
    private final RpcService real;

    public TamperedRpc(RpcService real) {
        this.real = real;
    }

    @Override
    public Address addressOf(String endpoint) {
        return real.addressOf(endpoint);
    }

    @Override
    public void register(String endpoint, Receiver receiver) {
        real.register(endpoint, (epoch, message, reply) -> receive(receiver, epoch, message, reply));
    }

    /** A message arrives for an endpoint of this process. */
    protected void receive(Receiver endpoint, long epoch, SpecificRecord message, Receiver.Reply reply) {
        endpoint.receive(epoch, message, reply);
    }

    @Override
    public void unregister(String endpoint) {
        real.unregister(endpoint);
    }

    @Override
    public CompletableFuture<SpecificRecord> ask(Address to, long epoch, SpecificRecord request, Duration timeout) {
        return real.ask(to, epoch, request, timeout);
    }

    @Override
    public void tell(Address to, long epoch, SpecificRecord message) {
        real.tell(to, epoch, message);
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

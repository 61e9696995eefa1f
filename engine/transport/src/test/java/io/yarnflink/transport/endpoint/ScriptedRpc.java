package io.yarnflink.transport.endpoint;

import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.Receiver;
import io.yarnflink.transport.rpc.RpcService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.avro.specific.SpecificRecord;

/** An RPC service whose network is the test: it keeps what was sent and who listens. */
final class ScriptedRpc implements RpcService {
    /** One message on its way. */
    record Sent(Address to, long epoch, SpecificRecord message, CompletableFuture<SpecificRecord> answer) {}

    final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
    final Map<String, Receiver> receivers = new HashMap<>();

    @Override
    public Address addressOf(String endpoint) {
        return new Address("here", 1, endpoint);
    }

    @Override
    public void register(String endpoint, Receiver receiver) {
        receivers.put(endpoint, receiver);
    }

    @Override
    public void unregister(String endpoint) {
        receivers.remove(endpoint);
    }

    @Override
    public CompletableFuture<SpecificRecord> ask(Address to, long epoch, SpecificRecord request, Duration timeout) {
        CompletableFuture<SpecificRecord> answer = new CompletableFuture<>();
        sent.add(new Sent(to, epoch, request, answer));
        return answer;
    }

    @Override
    public void tell(Address to, long epoch, SpecificRecord message) {
        sent.add(new Sent(to, epoch, message, new CompletableFuture<>()));
    }

    @Override
    public void onPeerLost(PeerLostListener listener) {}

    @Override
    public void close() {}
}

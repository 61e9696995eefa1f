package io.yarnflink.testkit.simulation;

import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.Receiver;
import io.yarnflink.transport.rpc.RpcException;
import io.yarnflink.transport.rpc.RpcService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The RPC service of one simulated process. */
final class SimulatedRpc implements RpcService {
    private final SimulatedProcess process;
    private final SimulatedNetwork network;
    private final Simulation simulation;
    private final Map<String, Receiver> receivers = new TreeMap<>();
    private final List<PeerLostListener> listeners = new ArrayList<>();
    private final Set<Exchange> open = new LinkedHashSet<>();

    SimulatedRpc(SimulatedProcess process, SimulatedNetwork network, Simulation simulation) {
        this.process = process;
        this.network = network;
        this.simulation = simulation;
    }

    SimulatedProcess process() {
        return process;
    }

    int endpoints() {
        return receivers.size();
    }

    @Override
    public Address addressOf(String endpoint) {
        return new Address(process.host(), process.port(), endpoint);
    }

    @Override
    public void register(String endpoint, Receiver receiver) {
        if (receivers.put(endpoint, receiver) != null) {
            simulation.violation(new IllegalStateException(endpoint + " is registered twice in " + process.name()));
        }
    }

    @Override
    public void unregister(String endpoint) {
        receivers.remove(endpoint);
    }

    @Override
    public CompletableFuture<SpecificRecord> ask(Address to, long epoch, SpecificRecord request, Duration timeout) {
        Exchange exchange = new Exchange(to, Wire.of(request));
        if (!process.isAlive()) {
            return exchange.answer;
        }
        open.add(exchange);
        exchange.deadline = process.after(
                timeout,
                "timeout of " + exchange,
                () -> exchange.fail(
                        RpcException.Code.TIMEOUT, to + " did not answer within " + timeout.toMillis() + " ms"));
        exchange.send(epoch);
        return exchange.answer;
    }

    @Override
    public void tell(Address to, long epoch, SpecificRecord message) {
        if (process.isAlive()) {
            new Exchange(to, Wire.of(message)).send(epoch);
        }
    }

    @Override
    public void onPeerLost(PeerLostListener listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        receivers.clear();
        network.closed(process);
    }

    /** The connection to a dead process broke: its answers will not come. */
    void lose(SimulatedRpc dead) {
        String cause = "connection to " + dead.process.host() + ":" + dead.process.port() + " was reset";
        for (Exchange exchange : List.copyOf(open)) {
            if (exchange.to.host().equals(dead.process.host()) && exchange.to.port() == dead.process.port()) {
                exchange.fail(RpcException.Code.UNREACHABLE, cause);
            }
        }
        listeners.forEach(listener -> listener.peerLost(dead.process.host(), dead.process.port(), cause));
    }

    /** One message, and its answer if one is asked for. */
    private final class Exchange {
        private final Address to;
        private final Wire request;
        private final CompletableFuture<SpecificRecord> answer = new CompletableFuture<>();
        private final String label;
        private Simulation.@Nullable Cancellable deadline;

        Exchange(Address to, Wire request) {
            this.to = to;
            this.request = request;
            this.label = process.name() + " -> " + to + " " + request.digest();
        }

        void send(long epoch) {
            SimulatedRpc receiver = network.find(to.host(), to.port());
            if (receiver != null && receiver.process.isSilent()) {
                simulation.note("nobody hears " + this);
            } else if (receiver == null || !receiver.process.isAlive()) {
                process.after(
                        Duration.ofMillis(1),
                        "refusal of " + this,
                        () -> fail(RpcException.Code.UNREACHABLE, "connection to " + to + " was refused"));
            } else if (network.loses(process, receiver.process)) {
                simulation.note("lost " + this);
            } else {
                receiver.process.at(
                        network.arrival(process, receiver.process), toString(), null, () -> arrive(receiver, epoch));
            }
        }

        private void arrive(SimulatedRpc receiver, long epoch) {
            Receiver endpoint = receiver.receivers.get(to.endpoint());
            if (endpoint == null) {
                back(
                        receiver,
                        () -> fail(
                                RpcException.Code.NO_ENDPOINT,
                                receiver.process.name() + " has no endpoint " + to.endpoint()));
                return;
            }
            endpoint.receive(epoch, request.decode(), new Receiver.Reply() {
                @Override
                public void succeed(SpecificRecord given) {
                    Wire wire = Wire.of(given);
                    back(receiver, () -> succeeded(wire));
                }

                @Override
                public void fail(RpcException cause) {
                    back(receiver, () -> Exchange.this.fail(cause.code(), String.valueOf(cause.getMessage())));
                }
            });
        }

        private void back(SimulatedRpc receiver, Runnable action) {
            if (!receiver.process.isAlive() || !open.contains(this)) {
                return;
            }
            if (network.loses(receiver.process, process)) {
                simulation.note("lost answer to " + this);
            } else {
                process.at(network.arrival(receiver.process, process), "answer to " + this, null, action);
            }
        }

        private void succeeded(Wire wire) {
            if (end()) {
                answer.complete(wire.decode());
            }
        }

        private void fail(RpcException.Code code, String message) {
            if (end()) {
                answer.completeExceptionally(new RpcException(code, message));
            }
        }

        private boolean end() {
            if (deadline != null) {
                deadline.cancel();
            }
            return open.remove(this) && process.isAlive();
        }

        @Override
        public String toString() {
            return label;
        }
    }
}

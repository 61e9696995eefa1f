package io.yarnflink.taskmanager.testing;

import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.Receiver;
import io.yarnflink.transport.rpc.RpcException;
import io.yarnflink.transport.rpc.RpcService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;

/** The RPC of one process as the test sees it: what is sent waits for the test to answer it. */
public final class FakeRpc implements RpcService {
    private final Map<String, Receiver> receivers = new HashMap<>();
    private final List<Sent> unanswered = new ArrayList<>();
    private final List<SpecificRecord> told = new ArrayList<>();

    /** A request that waits for its answer. */
    public record Sent(Address to, long epoch, SpecificRecord message, CompletableFuture<SpecificRecord> answer) {
        public void fail(RpcException.Code code) {
            answer.completeExceptionally(new RpcException(code, "the test says " + code));
        }
    }

    /** What came back for a message that the test sent. */
    public static final class Response implements Receiver.Reply {
        private final CompletableFuture<SpecificRecord> answer = new CompletableFuture<>();

        public boolean isThere() {
            return answer.isDone();
        }

        public <R extends SpecificRecord> R as(Class<R> type) {
            return type.cast(answer.join());
        }

        public RpcException failure() {
            try {
                throw new AssertionError("answered " + answer.join());
            } catch (java.util.concurrent.CompletionException e) {
                return (RpcException) Objects.requireNonNull(e.getCause());
            }
        }

        @Override
        public void succeed(SpecificRecord given) {
            answer.complete(given);
        }

        @Override
        public void fail(RpcException cause) {
            answer.completeExceptionally(cause);
        }
    }

    @Override
    public Address addressOf(String endpoint) {
        return new Address("tm-host", 4242, endpoint);
    }

    @Override
    public void register(String endpoint, Receiver receiver) {
        receivers.put(endpoint, receiver);
    }

    @Override
    public void unregister(String endpoint) {
        receivers.remove(endpoint);
    }

    public boolean isListening(String endpoint) {
        return receivers.containsKey(endpoint);
    }

    /** Delivers a message from outside. */
    public Response deliver(String endpoint, long epoch, SpecificRecord message) {
        Response response = new Response();
        Objects.requireNonNull(receivers.get(endpoint), "nobody listens").receive(epoch, message, response);
        return response;
    }

    @Override
    public CompletableFuture<SpecificRecord> ask(Address to, long epoch, SpecificRecord request, Duration timeout) {
        CompletableFuture<SpecificRecord> answer = new CompletableFuture<>();
        unanswered.add(new Sent(to, epoch, request, answer));
        return answer;
    }

    @Override
    public void tell(Address to, long epoch, SpecificRecord message) {
        told.add(message);
    }

    /** All messages that were told since this was last asked. */
    public List<SpecificRecord> told() {
        List<SpecificRecord> messages = List.copyOf(told);
        told.clear();
        return messages;
    }

    public boolean hasUnanswered(Class<? extends SpecificRecord> type) {
        return unanswered.stream().anyMatch(sent -> type.isInstance(sent.message()));
    }

    /** Takes the oldest unanswered request of a kind. */
    public Sent take(Class<? extends SpecificRecord> type) {
        Sent found = unanswered.stream()
                .filter(sent -> type.isInstance(sent.message()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " among " + unanswered));
        unanswered.remove(found);
        return found;
    }

    @Override
    public void onPeerLost(PeerLostListener listener) {}

    @Override
    public void close() {}
}

package io.yarnflink.testkit.local;

import io.yarnflink.transport.data.DataNetwork;
import io.yarnflink.transport.data.SubpartitionId;
import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.Receiver;
import io.yarnflink.transport.rpc.RpcException;
import io.yarnflink.transport.rpc.RpcService;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;

/** No network at all: messages are handed over, and data never leaves the one TaskManager. */
final class MemoryNetwork implements LocalNetwork {
    private final LocalThreads threads;
    private final Map<String, Map<String, Receiver>> processes = new ConcurrentHashMap<>();

    MemoryNetwork(LocalThreads threads) {
        this.threads = threads;
    }

    @Override
    public RpcService rpc(String process) {
        Map<String, Receiver> receivers = new ConcurrentHashMap<>();
        processes.put(process, receivers);
        return new MemoryRpc(process, receivers);
    }

    @Override
    public DataNetwork data(String process) {
        return new OneProcess(process);
    }

    @Override
    public void close() {
        processes.clear();
    }

    /** The RPC service of one process; its host is its name. */
    private final class MemoryRpc implements RpcService {
        private final String process;
        private final Map<String, Receiver> receivers;

        MemoryRpc(String process, Map<String, Receiver> receivers) {
            this.process = process;
            this.receivers = receivers;
        }

        @Override
        public Address addressOf(String endpoint) {
            return new Address(process, 0, endpoint);
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
            Future<?> deadline = threads.schedule(
                    timeout,
                    () -> answer.completeExceptionally(new RpcException(
                            RpcException.Code.TIMEOUT,
                            to + " did not answer " + request.getClass().getSimpleName() + " within "
                                    + timeout.toMillis() + " ms")));
            answer.whenComplete((given, failure) -> deadline.cancel(false));
            send(to, epoch, request, new Receiver.Reply() {
                @Override
                public void succeed(SpecificRecord given) {
                    answer.complete(given);
                }

                @Override
                public void fail(RpcException cause) {
                    answer.completeExceptionally(cause);
                }
            });
            return answer;
        }

        @Override
        public void tell(Address to, long epoch, SpecificRecord message) {
            send(to, epoch, message, new Receiver.Reply() {
                @Override
                public void succeed(SpecificRecord given) {
                    // Nobody asked.
                }

                @Override
                public void fail(RpcException cause) {
                    // Nobody asked.
                }
            });
        }

        private void send(Address to, long epoch, SpecificRecord message, Receiver.Reply reply) {
            Map<String, Receiver> there = processes.get(to.host());
            Receiver receiver = there == null ? null : there.get(to.endpoint());
            if (receiver != null) {
                receiver.receive(epoch, message, reply);
            } else {
                reply.fail(new RpcException(
                        there == null ? RpcException.Code.UNREACHABLE : RpcException.Code.NO_ENDPOINT,
                        "there is no " + to));
            }
        }

        @Override
        public void onPeerLost(PeerLostListener listener) {
            // Processes of one JVM lose nobody.
        }

        @Override
        public void close() {
            processes.remove(process);
        }
    }

    /** The data side of the only TaskManager. */
    private record OneProcess(String host) implements DataNetwork {
        @Override
        public int port() {
            return 0;
        }

        @Override
        public void publish(SubpartitionId id, Producer producer) {
            throw only(id);
        }

        @Override
        public void withdraw(SubpartitionId id) {
            throw only(id);
        }

        @Override
        public IncomingChannel open(String toHost, int port, SubpartitionId id, int mostCredit, Consumer consumer) {
            throw only(id);
        }

        @Override
        public Buffers buffers() {
            throw new IllegalStateException("A cluster of one TaskManager needs no network buffers");
        }

        private static IllegalStateException only(SubpartitionId id) {
            return new IllegalStateException("A cluster of one TaskManager has no remote channel " + id);
        }

        @Override
        public long bytesInUse() {
            return 0;
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }
}

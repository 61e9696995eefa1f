package io.yarnflink.testkit.faults;

import io.yarnflink.testkit.simulated.Wiring;
import io.yarnflink.transport.protocol.AssignSplits;
import io.yarnflink.transport.protocol.RequestSplit;
import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.Receiver;
import io.yarnflink.transport.rpc.RpcException;
import io.yarnflink.transport.rpc.RpcService;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;

/** Loses half of the messages by which splits are asked for and assigned, and half of their answers. */
public final class LossySplitPath implements Wiring {
    private final SplittableRandom random;
    private int lost;

    public LossySplitPath(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public int lost() {
        return lost;
    }

    private boolean loses() {
        boolean loses = random.nextBoolean();
        lost += loses ? 1 : 0;
        return loses;
    }

    @Override
    public RpcService taskManager(RpcService real) {
        return new TamperedRpc(real) {
            @Override
            public CompletableFuture<SpecificRecord> ask(
                    Address to, long epoch, SpecificRecord request, Duration timeout) {
                if (!(request instanceof RequestSplit)) {
                    return super.ask(to, epoch, request, timeout);
                }
                return loses()
                        ? silence()
                        : super.ask(to, epoch, request, timeout)
                                .thenCompose(answer -> loses() ? silence() : CompletableFuture.completedFuture(answer));
            }

            @Override
            protected void receive(Receiver endpoint, long epoch, SpecificRecord message, Receiver.Reply reply) {
                if (!(message instanceof AssignSplits)) {
                    super.receive(endpoint, epoch, message, reply);
                } else if (!loses()) {
                    super.receive(endpoint, epoch, message, loses() ? new Unheard() : reply);
                }
            }
        };
    }

    private static CompletableFuture<SpecificRecord> silence() {
        return CompletableFuture.failedFuture(new RpcException(RpcException.Code.TIMEOUT, "it was lost"));
    }

    /** An answer that gets lost. */
    private static final class Unheard implements Receiver.Reply {
        @Override
        public void succeed(SpecificRecord answer) {}

        @Override
        public void fail(RpcException cause) {}
    }
}

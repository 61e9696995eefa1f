package io.yarnflink.testkit.control;

import io.yarnflink.testkit.faults.TamperedRpc;
import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.RpcException;
import io.yarnflink.transport.rpc.RpcService;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/** Sends some requests to nobody, and reports them as not answered. */
final class SilencedRpc extends TamperedRpc {
    private Predicate<SpecificRecord> unheard = request -> false;

    SilencedRpc(RpcService real) {
        super(real);
    }

    void neverAnswered(Predicate<SpecificRecord> requests) {
        unheard = requests;
    }

    @Override
    public CompletableFuture<SpecificRecord> ask(Address to, long epoch, SpecificRecord request, Duration timeout) {
        return unheard.test(request)
                ? CompletableFuture.failedFuture(new RpcException(RpcException.Code.TIMEOUT, to + " is not asked"))
                : super.ask(to, epoch, request, timeout);
    }
}

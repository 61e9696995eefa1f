package io.yarnflink.jobmanager.leader;

import io.yarnflink.transport.rpc.Address;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;

/** Sends requests of an endpoint again until they are answered; see {@link LeaderEndpoint}. */
@FunctionalInterface
public interface PatientRequests {
    <R extends SpecificRecord> CompletableFuture<R> ask(
            Address to, SpecificRecord request, Class<R> answerType, BooleanSupplier wanted);
}

package io.yarnflink.transport.endpoint;

import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.RpcException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;

/**
 * Asks again after a pause while a peer is silent or out of reach; a refusal is final. Only for requests that may arrive
 * twice. Main thread only.
 */
public final class PatientAsk {
    public static final Set<RpcException.Code> OUT_OF_REACH =
            Set.of(RpcException.Code.TIMEOUT, RpcException.Code.UNREACHABLE);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final MainThread mainThread;
    private final Sender sender;

    /** Asks once. */
    @FunctionalInterface
    public interface Sender {
        <R extends SpecificRecord> CompletableFuture<R> ask(Address to, SpecificRecord request, Class<R> answerType);
    }

    public PatientAsk(MainThread mainThread, Sender sender) {
        this.mainThread = mainThread;
        this.sender = sender;
    }

    /** When the answer is not {@code wanted} any more, the future fails with a CancellationException. */
    public <R extends SpecificRecord> CompletableFuture<R> untilAnswered(
            Address to, SpecificRecord request, Class<R> answerType, BooleanSupplier wanted) {
        return untilAnswered(to, request, answerType, OUT_OF_REACH, wanted);
    }

    /** As above, with the failures after which to ask again. */
    public <R extends SpecificRecord> CompletableFuture<R> untilAnswered(
            Address to,
            SpecificRecord request,
            Class<R> answerType,
            Set<RpcException.Code> askAgain,
            BooleanSupplier wanted) {
        CompletableFuture<R> answered = new Answer<>(mainThread);
        new Attempts<>(to, request, answerType, askAgain, wanted, answered).next(FIRST_PAUSE);
        return answered;
    }

    /** The attempts to get one answer. */
    private final class Attempts<R extends SpecificRecord> {
        private final Address to;
        private final SpecificRecord request;
        private final Class<R> answerType;
        private final Set<RpcException.Code> askAgain;
        private final BooleanSupplier wanted;
        private final CompletableFuture<R> answered;

        Attempts(
                Address to,
                SpecificRecord request,
                Class<R> answerType,
                Set<RpcException.Code> askAgain,
                BooleanSupplier wanted,
                CompletableFuture<R> answered) {
            this.to = to;
            this.request = request;
            this.answerType = answerType;
            this.askAgain = askAgain;
            this.wanted = wanted;
            this.answered = answered;
        }

        void next(Duration pause) {
            if (!wanted.getAsBoolean()) {
                answered.completeExceptionally(new CancellationException("not wanted any more"));
                return;
            }
            sender.ask(to, request, answerType).whenComplete((answer, failure) -> {
                if (failure == null) {
                    answered.complete(answer);
                } else if (failure instanceof RpcException rpc && askAgain.contains(rpc.code())) {
                    Duration longer = pause.multipliedBy(2);
                    mainThread.schedule(
                            pause, () -> next(longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE));
                } else {
                    answered.completeExceptionally(failure);
                }
            });
        }
    }
}

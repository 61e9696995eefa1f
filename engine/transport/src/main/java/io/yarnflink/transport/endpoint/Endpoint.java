package io.yarnflink.transport.endpoint;

import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.Receiver;
import io.yarnflink.transport.rpc.RpcException;
import io.yarnflink.transport.rpc.RpcService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.avro.specific.SpecificRecord;

/** A component whose state belongs to its main thread: messages, timers and answers all arrive there. */
public abstract class Endpoint implements Receiver {
    private final String name;
    private final RpcService rpc;
    private final MainThread mainThread;
    private final Duration askTimeout;
    private final Map<Class<?>, Handler<SpecificRecord>> handlers = new HashMap<>();

    /**
     * Handles one kind of message on the main thread; the future completes there too, or already is. An {@link RpcException}
     * refuses the message; whatever else is thrown is a mistake of ours, and fatal.
     */
    @FunctionalInterface
    protected interface Handler<M extends SpecificRecord> {
        CompletableFuture<? extends SpecificRecord> handle(M message) throws RpcException;
    }

    protected Endpoint(String name, RpcService rpc, MainThread mainThread, Duration askTimeout) {
        this.name = name;
        this.rpc = rpc;
        this.mainThread = mainThread;
        this.askTimeout = askTimeout;
    }

    /** The epoch of the leader this endpoint is or follows. Main thread only. */
    protected abstract long epoch();

    /** A message came from a newer leader: adopt it and return true to handle the message, or step down and return false. */
    protected abstract boolean onNewerEpoch(long newer);

    /** A peer refused a request of this endpoint because it follows a newer leader. Main thread only. */
    protected void onStaleEpoch(Address peer, RpcException refusal) {}

    /** Begins to receive; whatever {@code start} sends is answered on the main thread. */
    protected final void listen() {
        rpc.register(name, this);
    }

    protected final void stopListening() {
        rpc.unregister(name);
    }

    public final Address address() {
        return rpc.addressOf(name);
    }

    public final MainThread mainThread() {
        return mainThread;
    }

    /** Declares how one kind of message is handled; constructors only. */
    @SuppressWarnings("unchecked") // The table maps a class to a handler of that class.
    protected final <M extends SpecificRecord> void on(Class<M> type, Handler<M> handler) {
        handlers.put(type, (Handler<SpecificRecord>) (Handler<?>) handler);
    }

    /** Asks a peer under this endpoint's epoch; the future completes on the main thread. */
    protected final <R extends SpecificRecord> CompletableFuture<R> ask(
            Address to, SpecificRecord request, Class<R> answerType) {
        return ask(to, request, answerType, askTimeout);
    }

    /** As {@link #ask(Address, SpecificRecord, Class)} with a time limit of its own. */
    protected final <R extends SpecificRecord> CompletableFuture<R> ask(
            Address to, SpecificRecord request, Class<R> answerType, Duration timeout) {
        mainThread.checkCurrent();
        CompletableFuture<R> answered = new Answer<>(mainThread);
        rpc.ask(to, epoch(), request, timeout)
                .whenComplete((answer, failure) -> mainThread.execute(() -> {
                    if (failure != null) {
                        if (failure instanceof RpcException refusal
                                && refusal.code() == RpcException.Code.STALE_EPOCH) {
                            onStaleEpoch(to, refusal);
                        }
                        answered.completeExceptionally(failure);
                    } else if (answerType.isInstance(answer)) {
                        answered.complete(answerType.cast(answer));
                    } else {
                        answered.completeExceptionally(unexpectedAnswer(to, request, answer, answerType));
                    }
                }));
        return answered;
    }

    /** A peer's wrong answer is that request's failure, never the end of this main thread. */
    private static RpcException unexpectedAnswer(
            Address from, SpecificRecord request, SpecificRecord answer, Class<?> expected) {
        return new RpcException(
                RpcException.Code.REFUSED,
                from + " answered " + request.getClass().getSimpleName() + " with "
                        + answer.getClass().getSimpleName() + " instead of " + expected.getSimpleName());
    }

    protected final void tell(Address to, SpecificRecord message) {
        mainThread.checkCurrent();
        rpc.tell(to, epoch(), message);
    }

    @Override
    public final void receive(long senderEpoch, SpecificRecord message, Reply reply) {
        mainThread.execute(() -> handle(senderEpoch, message, reply));
    }

    private void handle(long senderEpoch, SpecificRecord message, Reply reply) {
        if (senderEpoch != RpcService.NO_EPOCH && senderEpoch < epoch()) {
            reply.fail(new RpcException(
                    RpcException.Code.STALE_EPOCH,
                    name + " follows epoch " + epoch() + " and refuses epoch " + senderEpoch));
            return;
        }
        if (senderEpoch > epoch() && !onNewerEpoch(senderEpoch)) {
            reply.fail(new RpcException(
                    RpcException.Code.REFUSED, name + " steps down: there is a newer leader, epoch " + senderEpoch));
            return;
        }
        Handler<SpecificRecord> handler = handlers.get(message.getClass());
        if (handler == null) {
            reply.fail(new RpcException(
                    RpcException.Code.REFUSED,
                    name + " does not handle " + message.getClass().getSimpleName()));
            return;
        }
        answer(handler, message, reply);
    }

    private void answer(Handler<SpecificRecord> handler, SpecificRecord message, Reply reply) {
        CompletableFuture<SpecificRecord> answered = new Answer<>(mainThread);
        answered.whenComplete((answer, failure) -> {
            if (failure == null) {
                reply.succeed(answer);
            } else {
                fail(message, cause(failure), reply);
            }
        });
        try {
            handler.handle(message).whenComplete((answer, failure) -> {
                if (failure == null) {
                    answered.complete(answer);
                } else {
                    answered.completeExceptionally(failure);
                }
            });
        } catch (RpcException | RuntimeException e) {
            answered.completeExceptionally(e);
        }
    }

    private void fail(SpecificRecord message, Throwable cause, Reply reply) {
        if (cause instanceof RpcException refusal) {
            reply.fail(refusal);
            return;
        }
        String what = name + " failed on " + message.getClass().getSimpleName() + ": " + cause;
        reply.fail(new RpcException(RpcException.Code.REFUSED, what, cause));
        // Whoever asks for something that is not wanted any more has waited in vain, but nothing is wrong.
        if (!(cause instanceof CancellationException)) {
            mainThread.fatal(new IllegalStateException(what, cause));
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}

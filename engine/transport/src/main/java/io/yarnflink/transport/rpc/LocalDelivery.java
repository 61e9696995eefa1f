package io.yarnflink.transport.rpc;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;

/** Carries messages within this process: without the network, but in order, later and on another thread, as if with it. */
final class LocalDelivery {
    private final EventLoop loop;
    private final Map<String, Receiver> receivers;
    private final Map<Long, CompletableFuture<SpecificRecord>> asks = new ConcurrentHashMap<>();
    private final AtomicLong nextId = new AtomicLong();

    LocalDelivery(EventLoop loop, Map<String, Receiver> receivers) {
        this.loop = loop;
        this.receivers = receivers;
    }

    void ask(
            Address to,
            long epoch,
            SpecificRecord request,
            Duration timeout,
            CompletableFuture<SpecificRecord> answer) {
        long id = nextId.incrementAndGet();
        asks.put(id, answer);
        try {
            Future<?> timer = loop.schedule(
                    () -> timedOut(to, request, timeout, answer), timeout.toMillis(), TimeUnit.MILLISECONDS);
            answer.whenComplete((given, failure) -> {
                asks.remove(id);
                timer.cancel(false);
            });
            deliver(to, epoch, request, answer);
        } catch (RejectedExecutionException e) {
            asks.remove(id);
            answer.completeExceptionally(
                    new RpcException(RpcException.Code.UNREACHABLE, to + ": this process shuts down", e));
        }
    }

    void tell(Address to, long epoch, SpecificRecord message) {
        try {
            deliver(to, epoch, message, new CompletableFuture<>());
        } catch (RejectedExecutionException e) {
            // A told message may be lost, and this process shuts down.
        }
    }

    void close(RpcException cause) {
        asks.values().forEach(ask -> ask.completeExceptionally(cause));
    }

    private void deliver(Address to, long epoch, SpecificRecord message, CompletableFuture<SpecificRecord> answer) {
        Receiver.Reply reply = new Receiver.Reply() {
            @Override
            public void succeed(SpecificRecord given) {
                answer.complete(given);
            }

            @Override
            public void fail(RpcException cause) {
                answer.completeExceptionally(cause);
            }
        };
        loop.execute(() -> IncomingConnection.deliver(receivers, to.endpoint(), epoch, message, reply));
    }

    private static void timedOut(
            Address to, SpecificRecord request, Duration timeout, CompletableFuture<SpecificRecord> answer) {
        answer.completeExceptionally(new RpcException(
                RpcException.Code.TIMEOUT,
                request.getClass().getSimpleName() + " to " + to + " was not answered within " + timeout.toMillis()
                        + " ms"));
    }
}

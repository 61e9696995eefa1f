package io.yarnflink.jobmanager.results;

import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.CollectedBatch;
import io.yarnflink.transport.protocol.FetchCollected;
import io.yarnflink.transport.protocol.OfferCollected;
import io.yarnflink.transport.rpc.RpcException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** All results of one job that go back to its client. The JobMaster's main thread only. */
public final class CollectedResults {
    private final MainThread mainThread;
    private final Bounds bounds;
    private final Runnable onDrained;
    private final Map<String, ResultRelay> relays = new TreeMap<>();
    private @Nullable String failed;
    private boolean finished;
    private boolean givenUp;
    private MainThread.@Nullable Timer lingering;

    /**
     * {@code capacityBytes}: of records that wait for the client, for each result; {@code longestWait}: of one fetch;
     * {@code linger}: how long records of a finished job wait, counted from the client's latest progress.
     */
    public record Bounds(long capacityBytes, Duration longestWait, Duration linger) {}

    /** {@code onDrained} hears when the client has everything of the finished job, or does not come for it. */
    public CollectedResults(MainThread mainThread, Bounds bounds, Runnable onDrained) {
        this.mainThread = mainThread;
        this.bounds = bounds;
        this.onDrained = onDrained;
    }

    public CompletableFuture<Ack> offer(OfferCollected offer) throws RpcException {
        return relay(offer.getResultId()).offer(offer);
    }

    public CompletableFuture<CollectedBatch> fetch(FetchCollected request) throws RpcException {
        if (failed != null) {
            throw new RpcException(RpcException.Code.REFUSED, failed);
        }
        if (finished && !relays.containsKey(request.getResultId())) {
            return CompletableFuture.completedFuture(new CollectedBatch(request.getOffset(), List.of(), true));
        }
        long confirmed = confirmed();
        ResultRelay relay = relay(request.getResultId());
        CompletableFuture<CollectedBatch> answer = relay.fetch(request.getOffset());
        if (!answer.isDone()) {
            Duration wait = Duration.ofMillis(Math.min(
                    Math.max(0, request.getMaxWaitMillis()),
                    bounds.longestWait().toMillis()));
            MainThread.Timer timer = mainThread.schedule(wait, () -> relay.expire(answer));
            answer.whenComplete((batch, failure) -> timer.cancel());
        }
        if (finished && confirmed() > confirmed) {
            linger();
        }
        checkDrained();
        return answer;
    }

    /** How many records the client has confirmed: with each fetch those before its offset. */
    private long confirmed() {
        return relays.values().stream().mapToLong(ResultRelay::firstOffset).sum();
    }

    private void linger() {
        if (lingering != null) {
            lingering.cancel();
        }
        lingering = mainThread.schedule(bounds.linger(), this::giveUp);
    }

    /** The client does not come for what is left, or said so. */
    public void giveUp() {
        givenUp = true;
        checkDrained();
    }

    private void checkDrained() {
        if (finished && isDrained()) {
            onDrained.run();
        }
    }

    /** The job finished: what is here may still be fetched. */
    public void finish() {
        finished = true;
        linger();
        checkDrained();
    }

    /** The job ended otherwise: nobody gets anything any more but {@code cause}. */
    public void fail(String cause) {
        failed = cause;
        relays.values().forEach(relay -> relay.fail(new RpcException(RpcException.Code.REFUSED, cause)));
    }

    /** Whether any record came, which a client may have fetched. */
    public boolean hasRecords() {
        return relays.values().stream().anyMatch(ResultRelay::hasRecords);
    }

    /** The job begins again, before any record came: its subtasks count from the start. */
    public void restart() {
        relays.values().forEach(ResultRelay::restart);
    }

    public boolean isDrained() {
        return failed != null || givenUp || relays.values().stream().allMatch(ResultRelay::isAcknowledged);
    }

    private ResultRelay relay(String resultId) {
        return relays.computeIfAbsent(resultId, id -> new ResultRelay(bounds.capacityBytes()));
    }
}

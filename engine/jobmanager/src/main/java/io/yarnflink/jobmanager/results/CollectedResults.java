package io.yarnflink.jobmanager.results;

import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.CollectedBatch;
import io.yarnflink.transport.protocol.FetchCollected;
import io.yarnflink.transport.protocol.OfferCollected;
import io.yarnflink.transport.rpc.RpcException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** All results of one job that go back to its client. The JobMaster's main thread only. */
public final class CollectedResults {
    /** For clients that do not say that they have the last record. */
    private static final Duration ACKNOWLEDGEMENT_GRACE = Duration.ofSeconds(5);

    private final MainThread mainThread;
    private final long capacityBytes;
    private final Duration longestWait;
    private final Runnable onDrained;
    private final Map<String, ResultRelay> relays = new TreeMap<>();
    private boolean graceBegun;
    private boolean graceOver;
    private @Nullable String failed;
    private boolean finished;

    /** {@code onDrained} hears when the client has been given everything, once the job has finished. */
    public CollectedResults(MainThread mainThread, long capacityBytes, Duration longestWait, Runnable onDrained) {
        this.mainThread = mainThread;
        this.capacityBytes = capacityBytes;
        this.longestWait = longestWait;
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
            return CompletableFuture.completedFuture(
                    new CollectedBatch(request.getOffset(), java.util.List.of(), true));
        }
        ResultRelay relay = relay(request.getResultId());
        CompletableFuture<CollectedBatch> answer = relay.fetch(request.getOffset());
        if (!answer.isDone()) {
            Duration wait =
                    Duration.ofMillis(Math.min(Math.max(0, request.getMaxWaitMillis()), longestWait.toMillis()));
            MainThread.Timer timer = mainThread.schedule(wait, () -> relay.expire(answer));
            answer.whenComplete((batch, failure) -> timer.cancel());
        }
        checkDrained();
        return answer;
    }

    private void checkDrained() {
        if (finished && isDrained()) {
            onDrained.run();
        } else if (finished && !graceBegun && relays.values().stream().allMatch(ResultRelay::isLastAnswered)) {
            graceBegun = true;
            mainThread.schedule(ACKNOWLEDGEMENT_GRACE, () -> {
                graceOver = true;
                onDrained.run();
            });
        }
    }

    /** How many records the client has confirmed: with each fetch those before its offset. */
    public long confirmed() {
        return relays.values().stream().mapToLong(ResultRelay::firstOffset).sum();
    }

    /** The job finished: what is here may still be fetched. */
    public void finish() {
        finished = true;
        checkDrained();
    }

    /** The job ended otherwise: nobody gets anything any more but {@code cause}. */
    public void fail(String cause) {
        failed = cause;
        relays.values().forEach(relay -> relay.fail(new RpcException(RpcException.Code.REFUSED, cause)));
    }

    public boolean isDrained() {
        return failed != null || graceOver || relays.values().stream().allMatch(ResultRelay::isAcknowledged);
    }

    private ResultRelay relay(String resultId) {
        return relays.computeIfAbsent(resultId, id -> new ResultRelay(capacityBytes));
    }
}

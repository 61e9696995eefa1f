package io.yarnflink.jobmanager.results;

import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.CollectedBatch;
import io.yarnflink.transport.protocol.OfferCollected;
import io.yarnflink.transport.rpc.RpcException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Holds the records of one result between the subtasks that offer them and the client that fetches them: those who offer
 * wait while too many bytes lie here. The JobMaster's main thread only.
 */
final class ResultRelay {
    private static final int LARGEST_BATCH_BYTES = 1 << 20;

    private final long capacityBytes;
    private final Deque<ByteBuffer> records = new ArrayDeque<>();
    private final Map<Integer, Producer> producers = new HashMap<>();
    private final List<CompletableFuture<Ack>> waitingForRoom = new ArrayList<>();
    private final List<CompletableFuture<CollectedBatch>> waitingForRecords = new ArrayList<>();
    private long firstOffset;
    private long bytes;
    private boolean acknowledged;

    /** How far one subtask is. */
    private static final class Producer {
        private long next;
        private boolean done;
    }

    ResultRelay(long capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    /** Takes what is new in the offer; the answer comes when there is room for the next one. */
    CompletableFuture<Ack> offer(OfferCollected offer) throws RpcException {
        for (int subtask = 0; subtask < offer.getParallelism(); subtask++) {
            producers.computeIfAbsent(subtask, key -> new Producer());
        }
        Producer producer = producers.computeIfAbsent(offer.getSubtask(), key -> new Producer());
        if (offer.getOffset() > producer.next) {
            throw new RpcException(
                    RpcException.Code.REFUSED,
                    "result " + offer.getResultId() + " expects record " + producer.next + " of subtask "
                            + offer.getSubtask() + ", was offered " + offer.getOffset());
        }
        // An offer that is sent again, because its answer got lost, brings nothing new.
        long known = producer.next - offer.getOffset();
        offer.getRecords().stream().skip(known).forEach(this::add);
        producer.next =
                Math.max(producer.next, offer.getOffset() + offer.getRecords().size());
        producer.done |= offer.getLast();
        wakeFetchers();
        // After the last record nobody needs room: a client that was given it need not come again.
        return offer.getLast() ? CompletableFuture.completedFuture(new Ack()) : whenThereIsRoom();
    }

    private void add(ByteBuffer record) {
        records.add(record);
        bytes += record.remaining();
    }

    private CompletableFuture<Ack> whenThereIsRoom() {
        CompletableFuture<Ack> answer = new CompletableFuture<>();
        if (hasRoom()) {
            answer.complete(new Ack());
        } else {
            waitingForRoom.add(answer);
        }
        return answer;
    }

    private boolean hasRoom() {
        return bytes <= capacityBytes;
    }

    /** The records from {@code offset} on; those before it have arrived and are forgotten. Waits for the first one. */
    CompletableFuture<CollectedBatch> fetch(long offset) throws RpcException {
        long end = firstOffset + records.size();
        if (offset < firstOffset || offset > end) {
            throw new RpcException(
                    RpcException.Code.REFUSED,
                    "records from " + offset + " on were asked for, but records " + firstOffset + " to " + end
                            + " are here");
        }
        while (firstOffset < offset) {
            bytes -= records.remove().remaining();
            firstOffset++;
        }
        if (hasRoom()) {
            List<CompletableFuture<Ack>> waiting = List.copyOf(waitingForRoom);
            waitingForRoom.clear();
            waiting.forEach(answer -> answer.complete(new Ack()));
        }
        acknowledged |= records.isEmpty() && isComplete();
        CompletableFuture<CollectedBatch> answer = new CompletableFuture<>();
        waitingForRecords.add(answer);
        wakeFetchers();
        return answer;
    }

    /** Answers a fetch that waited long enough with what is there: nothing. */
    void expire(CompletableFuture<CollectedBatch> fetch) {
        fetch.complete(new CollectedBatch(firstOffset, List.of(), false));
        waitingForRecords.removeIf(CompletableFuture::isDone);
    }

    void fail(RpcException cause) {
        List<CompletableFuture<CollectedBatch>> waiting = List.copyOf(waitingForRecords);
        waitingForRecords.clear();
        waiting.forEach(answer -> answer.completeExceptionally(cause));
        waitingForRoom.forEach(answer -> answer.complete(new Ack()));
        waitingForRoom.clear();
        records.clear();
        bytes = 0;
    }

    boolean hasRecords() {
        return firstOffset > 0 || !records.isEmpty();
    }

    /** Before any record came: who said to be done offers again. */
    void restart() {
        producers.clear();
    }

    long firstOffset() {
        return firstOffset;
    }

    /** The client has the last record: it asked for what comes after. */
    boolean isAcknowledged() {
        return acknowledged;
    }

    private boolean isComplete() {
        return !producers.isEmpty() && producers.values().stream().allMatch(producer -> producer.done);
    }

    private void wakeFetchers() {
        boolean complete = isComplete();
        if (records.isEmpty() && !complete) {
            return;
        }
        CollectedBatch batch = batch(complete);
        List<CompletableFuture<CollectedBatch>> waiting = List.copyOf(waitingForRecords);
        waitingForRecords.clear();
        waiting.forEach(answer -> answer.complete(batch));
    }

    private CollectedBatch batch(boolean complete) {
        List<ByteBuffer> batch = new ArrayList<>();
        int size = 0;
        for (ByteBuffer candidate : records) {
            size += candidate.remaining();
            if (size > LARGEST_BATCH_BYTES && !batch.isEmpty()) {
                break;
            }
            batch.add(candidate.duplicate());
        }
        return new CollectedBatch(firstOffset, batch, complete && batch.size() == records.size());
    }
}

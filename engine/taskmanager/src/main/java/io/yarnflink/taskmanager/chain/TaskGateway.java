package io.yarnflink.taskmanager.chain;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** How a task reaches its JobMaster; calls return at once and what is lost on the way is sent again. */
public interface TaskGateway {
    /** The task's source reader can take splits. */
    void readerReady();

    void requestSplit();

    /** Tells the source's enumerator something: a serialized event. */
    void sendSourceEvent(byte[] event);

    /** Completes, on any thread, with the watermark at which the source has to wait for its group. */
    CompletableFuture<Long> reportWatermark(WatermarkReport report);

    /**
     * Hands what a sink prepared to the JobMaster, which commits it when the job may; {@code offset} counts what this
     * subtask's sink handed over before. Completes, on any thread, when the JobMaster has it.
     */
    CompletableFuture<Void> offerCommittables(String sinkId, long offset, int version, List<ByteBuffer> committables);

    /**
     * Sends records towards the client; completes, on any thread, when the JobMaster has room for the next ones.
     * {@code offset} counts the records of this subtask before these.
     */
    CompletableFuture<Void> offerCollected(String resultId, long offset, List<ByteBuffer> records, boolean last);
}

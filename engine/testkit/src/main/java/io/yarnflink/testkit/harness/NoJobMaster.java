package io.yarnflink.testkit.harness;

import io.yarnflink.taskmanager.chain.TaskGateway;
import io.yarnflink.taskmanager.chain.WatermarkReport;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Takes what a task tells its JobMaster; there is none. */
final class NoJobMaster implements TaskGateway {
    @Override
    public void readerReady() {}

    @Override
    public void requestSplit() {}

    @Override
    public void sendSourceEvent(byte[] event) {}

    /** There is nobody else in its group. */
    @Override
    public CompletableFuture<Long> reportWatermark(WatermarkReport report) {
        return CompletableFuture.completedFuture(Long.MAX_VALUE);
    }

    @Override
    public CompletableFuture<Void> offerCollected(
            String resultId, long offset, List<ByteBuffer> records, boolean last) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> offerCommittables(
            String sinkId, long offset, int version, List<ByteBuffer> committables) {
        return CompletableFuture.completedFuture(null);
    }
}

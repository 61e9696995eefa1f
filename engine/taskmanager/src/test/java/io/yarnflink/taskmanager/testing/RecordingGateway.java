package io.yarnflink.taskmanager.testing;

import io.yarnflink.taskmanager.chain.TaskGateway;
import io.yarnflink.taskmanager.chain.WatermarkReport;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A JobMaster's side that remembers what tasks asked and answers when the test says so. */
public final class RecordingGateway implements TaskGateway {
    public final List<String> calls = new ArrayList<>();
    public final List<Offer> offers = new ArrayList<>();
    public final List<WatermarkReport> watermarks = new ArrayList<>();
    public long watermarkBound = Long.MAX_VALUE;

    public final List<Commit> commits = new ArrayList<>();

    /** What is to be committed. */
    public record Commit(
            String sinkId, long offset, int version, List<ByteBuffer> committables, CompletableFuture<Void> answer) {}

    /** One offer of collected records. */
    public record Offer(
            String resultId, long offset, List<ByteBuffer> records, boolean last, CompletableFuture<Void> answer) {}

    @Override
    public void readerReady() {
        calls.add("readerReady");
    }

    @Override
    public void sendSourceEvent(byte[] event) {
        calls.add("sourceEvent");
    }

    @Override
    public void requestSplit() {
        calls.add("requestSplit");
    }

    @Override
    public CompletableFuture<Long> reportWatermark(WatermarkReport report) {
        watermarks.add(report);
        return CompletableFuture.completedFuture(watermarkBound);
    }

    @Override
    public CompletableFuture<Void> offerCollected(
            String resultId, long offset, List<ByteBuffer> records, boolean last) {
        Offer offer = new Offer(resultId, offset, List.copyOf(records), last, new CompletableFuture<>());
        offers.add(offer);
        return offer.answer();
    }

    @Override
    public CompletableFuture<Void> offerCommittables(
            String sinkId, long offset, int version, List<ByteBuffer> committables) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        commits.add(new Commit(sinkId, offset, version, List.copyOf(committables), answer));
        return answer;
    }
}

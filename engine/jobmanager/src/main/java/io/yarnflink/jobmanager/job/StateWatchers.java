package io.yarnflink.jobmanager.job;

import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.protocol.JobReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Clients that wait for a job to leave a state. The JobMaster's main thread only. */
final class StateWatchers {
    private final MainThread mainThread;
    private final Supplier<JobReport> report;
    private final List<CompletableFuture<JobReport>> waiting = new ArrayList<>();

    StateWatchers(MainThread mainThread, Supplier<JobReport> report) {
        this.mainThread = mainThread;
        this.report = report;
    }

    /** Completes at the next change of state, or when the time is over. */
    CompletableFuture<JobReport> await(Duration longest) {
        CompletableFuture<JobReport> answer = new CompletableFuture<>();
        waiting.add(answer);
        MainThread.Timer timer = mainThread.schedule(longest, () -> {
            answer.complete(report.get());
            waiting.removeIf(CompletableFuture::isDone);
        });
        answer.whenComplete((given, failure) -> timer.cancel());
        return answer;
    }

    void stateChanged() {
        List<CompletableFuture<JobReport>> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(answer -> answer.complete(report.get()));
    }
}

package io.yarnflink.jobmanager.sources;

import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.transport.protocol.ReportWatermark;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far the sources of each watermark group have come. The JobMaster's main thread only. */
final class WatermarkGroups {
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Map<String, Map<Execution, Reached>> groups = new HashMap<>();

    /** What a source told last. */
    private record Reached(long watermark, boolean idle) {
        /** Others wait for it; not while it has nothing, nor before it has had anything. */
        boolean counts() {
            return !idle && watermark != UNKNOWN;
        }
    }

    /** Takes a source's news, and says at which watermark it has to wait for its group. */
    long report(Execution execution, ReportWatermark report) {
        Map<Execution, Reached> group = groups.computeIfAbsent(report.getGroup(), name -> new LinkedHashMap<>());
        // A repeated report may come late.
        group.merge(
                execution,
                new Reached(report.getWatermark(), report.getIdle()),
                (before, now) -> new Reached(Math.max(before.watermark(), now.watermark()), now.idle()));
        group.keySet().removeIf(member -> member.state().isTerminal());
        long slowest = group.values().stream()
                .filter(Reached::counts)
                .mapToLong(Reached::watermark)
                .min()
                .orElse(Long.MAX_VALUE);
        return slowest > Long.MAX_VALUE - report.getMaxDrift() ? Long.MAX_VALUE : slowest + report.getMaxDrift();
    }
}

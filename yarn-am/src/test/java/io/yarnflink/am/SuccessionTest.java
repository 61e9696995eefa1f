package io.yarnflink.am;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.OpaqueBytes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuccessionTest {
    private static JobGraph graph(Map<String, String> settings) {
        return new JobGraph(
                new JobID(1, 2), "job", new OpaqueBytes(new byte[0]), settings, false, List.of(), List.of());
    }

    @Test
    void aJobGoesOnWhenItsProgramOrTheClusterHasCheckpoints() {
        Configuration cluster = new Configuration();
        assertThat(Succession.goesOn(graph(Map.of()), cluster)).isFalse();
        assertThat(Succession.goesOn(graph(Map.of("execution.checkpointing.interval", "1 s")), cluster))
                .isTrue();
        cluster.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMinutes(1));
        assertThat(Succession.goesOn(graph(Map.of()), cluster)).isTrue();
    }
}

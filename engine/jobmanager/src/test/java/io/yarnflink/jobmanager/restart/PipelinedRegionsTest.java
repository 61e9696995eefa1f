package io.yarnflink.jobmanager.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.jobmanager.JobGraphs;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PipelinedRegionsTest {
    @Test
    void whatRecordsPassBetweenIsOneRegion() {
        PipelinedRegions regions = new PipelinedRegions(JobGraphs.graph(
                Stream.of("a", "b", "c", "d", "e")
                        .map(name -> JobGraphs.vertex(name, 2, "default"))
                        .toList(),
                JobGraphs.allToAll(0, 2),
                JobGraphs.pointwise(1, 3),
                JobGraphs.allToAll(2, 4)));
        assertThat(regions.of(4)).containsExactly(0, 2, 4);
        assertThat(regions.of(3)).containsExactly(1, 3);
        assertThat(regions.all()).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void verticesOfNoEdgeAreRegionsOfTheirOwn() {
        PipelinedRegions regions = new PipelinedRegions(
                JobGraphs.graph(List.of(JobGraphs.vertex("a", 1, "default"), JobGraphs.vertex("b", 1, "default"))));
        assertThat(regions.of(1)).containsExactly(1);
    }
}

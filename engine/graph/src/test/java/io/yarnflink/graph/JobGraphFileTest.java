package io.yarnflink.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.JobID;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobGraphFileTest {
    private static final JobGraph GRAPH =
            new JobGraph(new JobID(1, 2), "repeated ".repeat(500), OpaqueBytes.EMPTY, false, List.of(), List.of());

    @Test
    void aGraphIsReadAsItWasWrittenAndTakesLessSpace() throws CorruptJobGraphException {
        byte[] file = JobGraphFile.write(GRAPH);

        assertThat(JobGraphFile.read(file)).isEqualTo(GRAPH);
        assertThat(file.length).isLessThan(JobGraphCodec.encode(GRAPH).length / 10);
    }

    @Test
    void aFileThatIsCutOffOrSomethingElseIsRefused() {
        byte[] file = JobGraphFile.write(GRAPH);

        assertThatThrownBy(() -> JobGraphFile.read(Arrays.copyOf(file, file.length / 2)))
                .isInstanceOf(CorruptJobGraphException.class)
                .hasMessageContaining("its " + file.length / 2 + " bytes cannot be decompressed");
        assertThatThrownBy(() -> JobGraphFile.read(new byte[] {1, 2, 3}))
                .isInstanceOf(CorruptJobGraphException.class)
                .hasMessageContaining("its 3 bytes cannot be decompressed");
    }
}

package io.yarnflink.api.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
    @Test
    void jobIdsHaveManyForms() {
        JobID id = new JobID(1, 2);
        assertThat(JobID.fromHexString("00000000000000010000000000000002")).isEqualTo(id);
        assertThat(new JobID(id.getBytes())).isEqualTo(id);
        assertThat(JobID.fromByteArray(id.getBytes())).isEqualTo(id);
        assertThat(JobID.fromByteBuffer(ByteBuffer.wrap(id.getBytes()))).isEqualTo(id);
        assertThat(new JobID()).isNotEqualTo(new JobID());
        assertThat(JobID.generate()).isNotEqualTo(JobID.generate());
        assertThatThrownBy(() -> new JobID(new byte[5])).hasMessageContaining("16 bytes, not 5");
    }

    @Test
    void threeStatesAreNeverLeft() {
        assertThat(Arrays.stream(JobStatus.values()).filter(JobStatus::isTerminalState))
                .containsExactlyInAnyOrder(JobStatus.FAILED, JobStatus.CANCELED, JobStatus.FINISHED)
                .allMatch(JobStatus::isGloballyTerminalState);
        assertThat(JobStatus.valueOf("RUNNING").isTerminalState()).isFalse();
    }

    @Test
    void invalidProgramsMaySayWhy() {
        assertThat(new InvalidProgramException()).hasMessage(null);
        assertThat(new InvalidProgramException("why")).hasMessage("why");
        Throwable cause = new IllegalStateException();
        assertThat(new InvalidProgramException("why", cause)).hasMessage("why").hasCause(cause);
    }
}

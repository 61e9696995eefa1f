package io.yarnflink.taskmanager.operators.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WatermarkEmitterTest {
    @Test
    void aWatermarkThatGoesBackIsExplainedWithWhatToDo() {
        assertThat(WatermarkEmitter.backwards("times", 100, 90))
                .contains("'times'")
                .contains("emitted 90 after 100")
                .contains("ignored")
                .contains("keep the highest timestamp");
    }
}

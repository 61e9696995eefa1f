package io.yarnflink.rest.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.events.LifecycleStep;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    private static final LifecycleEvent EVENT = new LifecycleEvent(
            LifecycleStep.TM_STARTED,
            "TaskManager",
            "node-1",
            1_700_000_000_123L,
            Map.of("container", "c\"1\n", "b", ""));

    @Test
    void anEventIsOneLine() {
        assertThat(EventJson.line(EVENT))
                .isEqualTo("{\"event\":\"TM_STARTED\",\"component\":\"TaskManager\",\"host\":\"node-1\","
                        + "\"time\":1700000000123,\"ids\":{\"b\":\"\",\"container\":\"c\\\"1\\n\"}}");
    }

    @Test
    void anEventSurvivesItsLine() throws Exception {
        assertThat(EventJson.parse(EventJson.line(EVENT))).isEqualTo(EVENT);
    }

    @Test
    void unknownFieldsArePassedOver() throws Exception {
        String line = EventJson.line(EVENT).replaceFirst("\\{", "{\"more\":{\"a\":[1,{}]},");
        assertThat(EventJson.parse(line)).isEqualTo(EVENT);
    }

    @Test
    void aLineThatIsNoEventIsRefused() {
        assertThatThrownBy(() -> EventJson.parse("{\"event\":\"LUNCH\"}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'LUNCH'");
        assertThatThrownBy(() -> EventJson.parse("[]")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> EventJson.parse("{\"event\":\"TM_ST")).isInstanceOf(IOException.class);
    }
}

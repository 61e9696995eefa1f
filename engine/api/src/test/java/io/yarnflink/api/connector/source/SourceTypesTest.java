package io.yarnflink.api.connector.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceTypesTest {
    private record Split(String splitId) implements SourceSplit {}

    @Test
    void readersAreEqualByTheirSubtaskAndHost() {
        ReaderInfo reader = new ReaderInfo(3, "host");
        assertThat(reader.getSubtaskId()).isEqualTo(3);
        assertThat(reader.getLocation()).isEqualTo("host");
        assertThat(reader.getReportedSplitsOnRegistration()).isEmpty();
        assertThat(reader)
                .isEqualTo(new ReaderInfo(3, "host"))
                .hasSameHashCodeAs(new ReaderInfo(3, "host"))
                .isNotEqualTo(new ReaderInfo(4, "host"));
        ReaderInfo returned = ReaderInfo.createReaderInfo(3, "host", List.of(new Split("a")));
        List<Split> splits = returned.getReportedSplitsOnRegistration();
        assertThat(splits).containsExactly(new Split("a"));
    }

    @Test
    void assignmentsGoBySubtask() {
        assertThat(new SplitsAssignment<>(new Split("a"), 2).assignment())
                .isEqualTo(Map.of(2, List.of(new Split("a"))));
        SplitsAssignment<Split> several = new SplitsAssignment<>(Map.of(1, List.of(new Split("b"))));
        assertThat(several.assignment()).containsOnlyKeys(1);
        assertThat(several).hasToString("SplitsAssignment{1=[Split[splitId=b]]}");
    }

    @Test
    void sourcesEndOrDoNot() {
        assertThat(Boundedness.values()).containsExactly(Boundedness.BOUNDED, Boundedness.CONTINUOUS_UNBOUNDED);
        assertThat(Boundedness.valueOf("BOUNDED")).isEqualTo(Boundedness.BOUNDED);
    }
}

package io.yarnflink.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RangeChainTest {
    /** How many ranges come before a key group of that size is written anew, when each holds so many bytes of changes. */
    private static int ranges(int keyGroup, long whole, long changes) {
        List<StoredRange> ranges = new ArrayList<>(List.of(() -> whole));
        while (!new RangeChain(ranges).isLong(keyGroup) && ranges.size() < 1000) {
            ranges.add(() -> changes);
        }
        return ranges.size();
    }

    @Test
    void whatHasBarelyChangedIsReadFromFewFilesWhenItIsSmallAndFromMoreWhenWritingItAnewTakesLonger() {
        assertThat(ranges(0, 100_000, 1)).isEqualTo(32);
        assertThat(ranges(0, 1 << 20, 1)).isEqualTo(64);
        assertThat(ranges(0, 1 << 30, 1)).isEqualTo(128);
    }

    @Test
    void changesTakeAtMostOneAndAHalfTimesTheRoomOfAllEntries() {
        assertThat(ranges(0, 1 << 20, 1 << 16)).isEqualTo(1 + 8);
        assertThat(ranges(15, 1 << 20, 1 << 16)).isEqualTo(1 + 23);
    }

    @Test
    void keyGroupsAreWrittenAnewInTurn() {
        assertThat(List.of(
                        ranges(0, 100_000, 1), ranges(8, 100_000, 1), ranges(15, 100_000, 1), ranges(16, 100_000, 1)))
                .containsExactly(32, 24, 17, 32);
    }

    @Test
    void withoutAnyRangeAllIsWritten() {
        assertThat(RangeChain.EMPTY.isLong(3)).isTrue();
    }
}

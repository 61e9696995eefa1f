package io.yarnflink.client.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    @Test
    void aSlipOfTheHandIsFoundAndAnotherWordIsNot() {
        List<String> known = List.of("--parallelism", "--detached", "--queue");
        assertThat(NearestName.to("--paralelism", known)).contains("--parallelism");
        assertThat(NearestName.to("--detahced", known)).contains("--detached");
        assertThat(NearestName.to("--Queue", known)).contains("--queue");
        assertThat(NearestName.to("--savepoint", known)).isEmpty();
    }

    @Test
    void insertionsDeletionsReplacementsAndSwapsCountOnce() {
        assertThat(NearestName.edits("", "abc")).isEqualTo(3);
        assertThat(NearestName.edits("abc", "abc")).isZero();
        assertThat(NearestName.edits("abc", "acb")).isEqualTo(1);
        assertThat(NearestName.edits("abc", "axc")).isEqualTo(1);
        assertThat(NearestName.edits("abc", "ab")).isEqualTo(1);
    }
}

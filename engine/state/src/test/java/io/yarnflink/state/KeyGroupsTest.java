package io.yarnflink.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyGroupsTest {
    @Test
    void aKnownKeyLandsInTheSubtaskThatUsersKnow() {
        // Programs show it: at parallelism 2 the word count prints "2> (to,1)".
        assertThat(KeyGroups.subtask(KeyGroups.keyGroup(KeyGroups.hash("to"), 128), 2, 128))
                .isEqualTo(1);
    }

    @Test
    void hashesAreNeverNegative() {
        assertThat(IntStream.rangeClosed(-100_000, 100_000).map(KeyGroups::hash))
                .allMatch(hash -> hash >= 0);
        assertThat(KeyGroups.hash(Integer.MIN_VALUE)).isNotNegative();
    }

    @Test
    void theKeyGroupIsTheRemainderForEachMaximumParallelism() {
        Random random = new Random(3);
        for (int maxParallelism = 1; maxParallelism <= 32768; maxParallelism++) {
            int divisor = maxParallelism;
            IntStream edges = IntStream.of(0, 1, divisor - 1, divisor, divisor + 1, Integer.MAX_VALUE);
            IntStream.concat(edges, random.ints(50, 0, Integer.MAX_VALUE)).forEach(hash -> {
                if (KeyGroups.keyGroup(hash, divisor) != Math.floorMod(hash, divisor)) {
                    throw new AssertionError(hash + " of " + divisor + ": " + KeyGroups.keyGroup(hash, divisor));
                }
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"1,128", "2,128", "3,128", "7,10", "128,128", "5,32768", "300,32768"})
    void theRangesOfAllSubtasksCoverEachKeyGroupOnceAndAgreeWithTheRouting(int parallelism, int maxParallelism) {
        int covered = 0;
        for (int subtask = 0; subtask < parallelism; subtask++) {
            KeyGroupRange range = KeyGroups.rangeOf(subtask, parallelism, maxParallelism);
            for (int group = range.first(); group <= range.last(); group++) {
                assertThat(KeyGroups.subtask(group, parallelism, maxParallelism))
                        .isEqualTo(subtask);
            }
            covered += range.size();
        }
        assertThat(covered).isEqualTo(maxParallelism);
    }
}

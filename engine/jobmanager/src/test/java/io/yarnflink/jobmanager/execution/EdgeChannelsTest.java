package io.yarnflink.jobmanager.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EdgeChannelsTest {

    @Test
    void allToAllGivesEachConsumerItsSubpartitionOfEveryProducer() {
        EdgeChannels channels = new EdgeChannels(2, 3, false);
        assertThat(channels.consumersOf(1)).containsExactly(0, 1, 2);
        assertThat(channels.producersOf(2)).containsExactly(0, 1);
        assertThat(channels.subpartition(1, 2)).isEqualTo(2);
    }

    @Test
    void allToAllFindsASubpartitionWithoutGoingThroughTheConsumers() {
        EdgeChannels channels = new EdgeChannels(1, Integer.MAX_VALUE, false);
        assertThat(channels.subpartition(0, 2_000_000_000)).isEqualTo(2_000_000_000);
    }

    @Test
    void pointwiseOfEqualWidthIsOneToOne() {
        EdgeChannels channels = new EdgeChannels(3, 3, true);
        for (int i = 0; i < 3; i++) {
            assertThat(channels.consumersOf(i)).isEqualTo(List.of(i));
            assertThat(channels.producersOf(i)).isEqualTo(List.of(i));
            assertThat(channels.subpartition(i, i)).isZero();
        }
    }

    @Test
    void everySubpartitionIsReadExactlyOnceAndNobodyIsLeftOut() {
        for (int producers = 1; producers <= 7; producers++) {
            for (int consumers = 1; consumers <= 7; consumers++) {
                check(new EdgeChannels(producers, consumers, true));
                check(new EdgeChannels(producers, consumers, false));
            }
        }
    }

    private static void check(EdgeChannels channels) {
        Set<List<Integer>> read = new HashSet<>();
        for (int consumer = 0; consumer < channels.consumers(); consumer++) {
            assertThat(channels.producersOf(consumer)).as("%s", channels).isNotEmpty();
            for (int producer : channels.producersOf(consumer)) {
                assertThat(read.add(List.of(producer, channels.subpartition(producer, consumer))))
                        .isTrue();
            }
        }
        int offered = 0;
        for (int producer = 0; producer < channels.producers(); producer++) {
            assertThat(channels.consumersOf(producer)).as("%s", channels).isNotEmpty();
            offered += channels.consumersOf(producer).size();
        }
        assertThat(read).hasSize(offered);
    }
}

package io.yarnflink.taskmanager.channels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SpscRingTest {
    @Test
    void itHoldsAsManyAsItsCapacityInOrder() {
        SpscRing<Integer> ring = new SpscRing<>(3);
        assertThat(ring.offer(1)).isTrue();
        assertThat(ring.offer(2)).isTrue();
        assertThat(ring.offer(3)).isTrue();
        assertThat(ring.offer(4)).isFalse();
        assertThat(ring.size()).isEqualTo(3);
        assertThat(ring.poll()).isEqualTo(1);
        assertThat(ring.offer(4)).isTrue();
        assertThat(ring.poll()).isEqualTo(2);
        assertThat(ring.poll()).isEqualTo(3);
        assertThat(ring.poll()).isEqualTo(4);
        assertThat(ring.poll()).isNull();
        assertThat(ring.size()).isZero();
    }

    @Test
    @Timeout(60)
    void twoThreadsPassEachElementOnceInOrder() throws Exception {
        int count = 20_000;
        SpscRing<Integer> ring = new SpscRing<>(8);
        Thread producer = new Thread(() -> {
            for (int i = 0; i < count; i++) {
                while (!ring.offer(i)) {
                    Thread.onSpinWait();
                }
            }
        });
        producer.start();
        for (int expected = 0; expected < count; expected++) {
            Integer polled = ring.poll();
            while (polled == null) {
                Thread.onSpinWait();
                polled = ring.poll();
            }
            if (polled != expected) {
                assertThat(polled).isEqualTo(expected);
            }
        }
        producer.join();
    }
}

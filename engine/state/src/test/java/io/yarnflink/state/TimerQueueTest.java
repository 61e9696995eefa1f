package io.yarnflink.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.typeutils.serializers.StringSerializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
    private final TimerQueue<String, String> timers =
            new TimerQueue<>(KeyGroups.rangeOf(0, 1, 8), 8, StringSerializer.INSTANCE);

    @Test
    void aTimerIsThereOncePerKeyNamespaceAndTimestamp() {
        assertThat(add("a", "n", 5)).isTrue();
        assertThat(add("a", "n", 5)).isFalse();
        assertThat(add("a", "m", 5)).isTrue();
        assertThat(add("b", "n", 5)).isTrue();
        assertThat(add("a", "n", 6)).isTrue();
        assertThat(timers.size()).isEqualTo(4);
    }

    @Test
    void timersComeEarliestFirstAndThoseOfOneTimeInTheOrderOfRegistration() {
        add("late", "n", 9);
        add("first", "n", 5);
        add("second", "n", 5);
        add("past", "n", -3);
        assertThat(timers.nextTimestamp()).isEqualTo(-3);
        assertThat(drain(Long.MAX_VALUE)).containsExactly("past@-3", "first@5", "second@5", "late@9");
        assertThat(timers.nextTimestamp()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void onlyTimersUpToTheGivenTimeAreDue() {
        add("a", "n", 5);
        add("a", "n", 6);
        assertThat(drain(4)).isEmpty();
        assertThat(drain(5)).containsExactly("a@5");
        assertThat(timers.size()).isEqualTo(1);
    }

    @Test
    void aTimerAtTheLastInstantIsDueAtTheFinalWatermark() {
        add("a", "n", Long.MAX_VALUE);
        assertThat(drain(Long.MAX_VALUE - 1)).isEmpty();
        assertThat(drain(Long.MAX_VALUE)).containsExactly("a@" + Long.MAX_VALUE);
    }

    @Test
    void aRemovedTimerIsGoneAndMayComeBack() {
        add("a", "n", 5);
        assertThat(timers.remove("a", KeyGroups.hash("a"), "n", 5)).isTrue();
        assertThat(timers.remove("a", KeyGroups.hash("a"), "n", 5)).isFalse();
        assertThat(drain(Long.MAX_VALUE)).isEmpty();
        assertThat(add("a", "n", 5)).isTrue();
        assertThat(timers.contains("a", KeyGroups.hash("a"), "n", 5)).isTrue();
        assertThat(drain(Long.MAX_VALUE)).containsExactly("a@5");
    }

    @Test
    void itBehavesAsASortedSetUnderManyChanges() {
        TreeSet<Integer> expected = new TreeSet<>();
        Random random = new Random(11);
        for (int i = 0; i < 100_000; i++) {
            int time = random.nextInt(4000);
            String key = "k" + time;
            switch (random.nextInt(4)) {
                case 0 ->
                    assertThat(timers.remove(key, KeyGroups.hash(key), "n", time))
                            .isEqualTo(expected.remove(time));
                case 1 -> {
                    Timer<String, String> due = timers.pollUntil(time / 8);
                    boolean anyDue = !expected.isEmpty() && expected.first() <= time / 8;
                    assertThat(due == null ? null : (int) due.timestamp())
                            .isEqualTo(anyDue ? expected.pollFirst() : null);
                }
                default -> assertThat(add(key, "n", time)).isEqualTo(expected.add(time));
            }
        }
        assertThat(timers.size()).isEqualTo(expected.size());
    }

    private boolean add(String key, String namespace, long timestamp) {
        return timers.add(key, KeyGroups.hash(key), namespace, timestamp);
    }

    private List<String> drain(long time) {
        List<String> fired = new ArrayList<>();
        Timer<String, String> due = timers.pollUntil(time);
        while (due != null) {
            fired.add(due.key() + "@" + due.timestamp());
            due = timers.pollUntil(time);
        }
        return fired;
    }
}

package io.yarnflink.taskmanager.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.taskmanager.testing.ManualClock;
import io.yarnflink.taskmanager.testing.QueueChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random barriers, ends and aborts through the gates of a task, against what each channel held before each barrier. */
class BarrierAlignmentTest {
    private static final int RUNS = 4000;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCheckpointSeesOfEachChannelWhatWasBeforeItsBarrier(boolean exactlyOnce) {
        for (int seed = 0; seed < RUNS; seed++) {
            new Run(seed, exactlyOnce).check();
        }
    }

    @Test
    void aNewerCheckpointLeavesOneThatWasTakenEarlyToItsEnd() {
        List<Long> superseded = new ArrayList<>();
        BarrierAlignment alignment = new BarrierAlignment(true, new BarrierAlignment.Listener() {
            @Override
            public void released() {}

            @Override
            public void superseded(long checkpointId) {
                superseded.add(checkpointId);
            }
        });
        alignment.add(2);
        Barrier first = new Barrier(1, 0, false, false);
        Barrier second = new Barrier(2, 0, true, false);
        alignment.arrived(0, first);
        assertThat(alignment.takeEarly(first)).isTrue();
        assertThat(alignment.arrived(0, second)).isNull();
        assertThat(alignment.isBlocked(0)).isTrue();
        assertThat(alignment.isUnderWay(1)).isTrue();
        assertThat(alignment.arrived(1, first)).isEqualTo(first);
        assertThat(alignment.isBlocked(0)).isTrue();
        assertThat(alignment.arrived(1, second)).isEqualTo(second);
        assertThat(superseded).isEmpty();
        assertThat(alignment.arrived(1, first)).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theEndOfAChannelMayCompleteSeveralCheckpointsTheOldestFirst(boolean early) {
        List<Long> superseded = new ArrayList<>();
        TaskBarriers barriers = new TaskBarriers(early, new ManualClock(), superseded::add);
        QueueChannel first = new QueueChannel();
        QueueChannel second = new QueueChannel();
        InputGate gate = new InputGate(List.of(first, second), barriers);
        Barrier one = new Barrier(1, 0, false, false);
        Barrier two = new Barrier(2, 0, false, false);
        first.add(one);
        first.add(two);
        assertThat(gate.poll()).isNull();
        if (early) {
            assertThat(barriers.takeEarly(one)).isTrue();
            assertThat(gate.poll()).isNull();
        }
        second.add(EndOfInput.INSTANCE);
        if (early) {
            assertThat(gate.poll()).isEqualTo(two);
            assertThat(barriers.isEarlyComplete()).isTrue();
        } else {
            assertThat(gate.poll()).isEqualTo(one);
            assertThat(gate.poll()).isEqualTo(two);
        }
        assertThat(gate.poll()).isNull();
        first.add(EndOfInput.INSTANCE);
        assertThat(gate.poll()).isEqualTo(new Watermark(Long.MAX_VALUE));
        assertThat(gate.poll()).isEqualTo(EndOfInput.INSTANCE);
        assertThat(superseded).isEmpty();
    }

    @Test
    void theWaitForAChannelThatEndsCounts() {
        ManualClock clock = new ManualClock();
        TaskBarriers barriers = new TaskBarriers(true, clock, id -> {});
        QueueChannel ahead = new QueueChannel();
        QueueChannel behind = new QueueChannel();
        InputGate gate = new InputGate(List.of(ahead, behind), barriers);
        Barrier barrier = new Barrier(1, 0, false, false);
        ahead.add(barrier);
        assertThat(gate.poll()).isNull();
        clock.advance(Duration.ofMillis(5));
        behind.add(EndOfInput.INSTANCE);
        assertThat(gate.poll()).isEqualTo(barrier);
        assertThat(barriers.alignmentNanos()).isEqualTo(5_000_000);
        Barrier next = new Barrier(2, 0, false, false);
        ahead.add(next);
        assertThat(gate.poll()).isEqualTo(next);
        assertThat(barriers.alignmentNanos()).isZero();
    }

    @Test
    void aNewerCheckpointThatIsCompleteEndsOneThatWasTakenEarly() {
        List<Long> superseded = new ArrayList<>();
        TaskBarriers barriers = new TaskBarriers(true, new ManualClock(), superseded::add);
        QueueChannel ahead = new QueueChannel();
        QueueChannel behind = new QueueChannel();
        InputGate gate = new InputGate(List.of(ahead, behind), barriers);
        Barrier first = new Barrier(1, 0, false, false);
        Barrier second = new Barrier(2, 0, true, false);
        ahead.add(first);
        ahead.add(second);
        assertThat(gate.poll()).isNull();
        assertThat(barriers.takeEarly(first)).isTrue();
        // Its producer heard that the first was aborted.
        behind.add(second);
        assertThat(gate.poll()).isEqualTo(second);
        assertThat(superseded).containsExactly(1L);
        assertThat(barriers.early()).isNull();
    }

    @Test
    void whatIsUnderWayIsNotTakenInAllAtOnce() {
        TaskBarriers barriers = new TaskBarriers(true, new ManualClock(), id -> {});
        QueueChannel ahead = new QueueChannel();
        QueueChannel behind = new QueueChannel();
        InputGate gate = new InputGate(List.of(ahead, behind), barriers);
        Barrier barrier = new Barrier(1, 0, false, false);
        ahead.add(barrier);
        assertThat(gate.poll()).isNull();
        for (int i = 0; i < 1000; i++) {
            behind.add(Run.record(1));
        }
        behind.add(barrier);
        assertThat(barriers.takeEarly(barrier)).isTrue();
        assertThat(behind.isEmpty()).isFalse();
        assertThat(barriers.hasMoreToDrain()).isTrue();
        int records = 0;
        while (gate.poll() != null) {
            records++;
        }
        assertThat(records).isEqualTo(1000);
        assertThat(barriers.hasMoreToDrain()).isFalse();
        assertThat(barriers.isEarlyComplete()).isTrue();
    }

    /** One task with one or two inputs; records are numbered by channel. */
    private static final class Run {
        private final String name;
        private final SplittableRandom random;
        private final boolean exactlyOnce;
        private final List<QueueChannel> channels = new ArrayList<>();
        private final List<InputGate> gates = new ArrayList<>();
        private final Set<Long> superseded = new HashSet<>();
        private final TaskBarriers barriers;
        private final Set<Long> aborted = new HashSet<>();
        private final Set<Long> taken = new HashSet<>();
        /** How many records of each channel came before which barrier, or all when it ended before. */
        private final List<TreeMap<Long, Integer>> before = new ArrayList<>();

        private final List<Integer> all = new ArrayList<>();
        private final int[] seen;
        private final int checkpoints;

        Run(int seed, boolean exactlyOnce) {
            name = "seed " + seed;
            random = new SplittableRandom(seed);
            this.exactlyOnce = exactlyOnce;
            barriers = new TaskBarriers(exactlyOnce, new ManualClock(), superseded::add);
            checkpoints = 1 + random.nextInt(4);
            int inputs = 1 + random.nextInt(2);
            for (int input = 0; input < inputs; input++) {
                List<InputChannel> ofInput = new ArrayList<>();
                for (int i = 1 + random.nextInt(3); i > 0; i--) {
                    ofInput.add(channel());
                }
                gates.add(new InputGate(ofInput, barriers));
            }
            seen = new int[channels.size()];
        }

        private QueueChannel channel() {
            QueueChannel channel = new QueueChannel();
            int number = channels.size();
            TreeMap<Long, Integer> positions = new TreeMap<>();
            int records = 0;
            long lastBarrier = random.nextInt(3) == 0 ? random.nextInt(checkpoints + 1) : checkpoints;
            for (long id = 1; id <= lastBarrier; id++) {
                for (int i = random.nextInt(4); i > 0; i--) {
                    channel.add(record(number));
                    records++;
                }
                // Sometimes the producer heard of the abort before it sent the barrier.
                if (random.nextInt(12) != 0) {
                    channel.add(new Barrier(id, 0, false, false));
                    positions.put(id, records);
                }
            }
            channel.add(record(number));
            channel.add(EndOfInput.INSTANCE);
            all.add(records + 1);
            for (long id = lastBarrier + 1; id <= checkpoints; id++) {
                positions.put(id, records + 1);
            }
            channels.add(channel);
            before.add(positions);
            return channel;
        }

        private static RecordBatch record(int channel) {
            RecordBatch batch = new RecordBatch(1, false);
            batch.add(channel, RecordBatch.NO_TIMESTAMP, 0);
            return batch;
        }

        void check() {
            Set<Integer> open = new HashSet<>();
            for (int i = 0; i < gates.size(); i++) {
                open.add(i);
            }
            int idle = 0;
            while (!open.isEmpty()) {
                if (random.nextInt(10) == 0) {
                    abort(1 + random.nextInt(checkpoints));
                }
                int gate = random.nextInt(gates.size());
                Element element = open.contains(gate) ? gates.get(gate).poll() : null;
                idle = element == null ? idle + 1 : 0;
                if (element instanceof RecordBatch batch) {
                    seen[(Integer) batch.value(0)]++;
                } else if (element instanceof Barrier barrier) {
                    taken(barrier.checkpointId());
                } else if (element == EndOfInput.INSTANCE) {
                    open.remove(gate);
                }
                if (idle > 100) {
                    // A barrier that a producer left out is waited for until the checkpoint is aborted.
                    assertThat(incomplete()).as(name).isNotEmpty();
                    incomplete().forEach(this::abort);
                    idle = 0;
                }
            }
            for (int i = 0; i < seen.length; i++) {
                assertThat(seen[i]).as(name).isEqualTo(all.get(i));
            }
            everyOtherCheckpointWasTaken();
        }

        private void abort(long id) {
            aborted.add(id);
            barriers.abort(id);
        }

        private Set<Long> incomplete() {
            Set<Long> incomplete = new HashSet<>();
            for (long id = 1; id <= checkpoints; id++) {
                long checked = id;
                if (!aborted.contains(id) && before.stream().anyMatch(each -> !each.containsKey(checked))) {
                    incomplete.add(id);
                }
            }
            return incomplete;
        }

        private void taken(long id) {
            assertThat(taken.add(id)).as(name + " takes " + id + " once").isTrue();
            assertThat(aborted).as(name).doesNotContain(id);
            assertThat(superseded).as(name).doesNotContain(id);
            for (int i = 0; i < seen.length; i++) {
                @Nullable Integer position = before.get(i).get(id);
                if (position == null) {
                    // Its producer heard of the abort; the JobMaster will not complete it.
                    continue;
                }
                if (exactlyOnce) {
                    assertThat(seen[i]).as(name + " checkpoint " + id).isEqualTo(position);
                } else {
                    assertThat(seen[i]).as(name + " checkpoint " + id).isGreaterThanOrEqualTo(position);
                }
            }
        }

        private void everyOtherCheckpointWasTaken() {
            for (long id = 1; id <= checkpoints; id++) {
                long checked = id;
                boolean someBarrier = channelsWithBarrier(checked);
                if (!aborted.contains(id)
                        && !superseded.contains(id)
                        && someBarrier
                        && incomplete().isEmpty()) {
                    assertThat(taken).as(name).contains(id);
                }
            }
        }

        private boolean channelsWithBarrier(long id) {
            for (int i = 0; i < before.size(); i++) {
                if (before.get(i).getOrDefault(id, all.get(i)) < all.get(i)) {
                    return true;
                }
            }
            return false;
        }
    }
}

package io.yarnflink.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.jobmanager.checkpoints.PointedCheckpoints;
import io.yarnflink.state.checkpoint.CheckpointStore;
import io.yarnflink.state.checkpoint.StaleEpochException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two leaders at once, in every order of their calls to the storage. */
class CheckpointStoreInterleavingsTest {
    private static final String FOLDER = "memory:/job";
    private static final long DEADLINE_SECONDS = 30;
    private static final int ALL = Integer.MAX_VALUE;
    private static final int MOST_SWITCHES = 3;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aCommitIsSeenByTheNextLeaderOrNeverHappens() throws Exception {
        int runs = 0;
        for (Schedule schedule = new Schedule(ALL); schedule != null; schedule = schedule.next()) {
            MemoryCheckpointStorages files = new MemoryCheckpointStorages();
            Turns zombie = new Turns();
            CheckpointStore store =
                    CheckpointStore.open(files.open(FOLDER, zombie), 1).store();
            store.complete(Checkpoints.checkpoint(1, 1));
            zombie.takeTurns();
            check(schedule, files, zombie, () -> {
                store.complete(Checkpoints.checkpoint(2, 1));
                return List.of();
            });
            runs++;
        }
        assertThat(runs).isGreaterThan(1_000);
    }

    @Test
    void ofTwoThatBeginAtOnceTheEarlierOneGivesWay() throws Exception {
        int runs = 0;
        for (Schedule schedule = new Schedule(MOST_SWITCHES); schedule != null; schedule = schedule.next()) {
            MemoryCheckpointStorages files = new MemoryCheckpointStorages();
            CheckpointStore.open(files.open(FOLDER), 1).store().complete(Checkpoints.checkpoint(1, 1));
            Turns earlier = new Turns();
            earlier.takeTurns();
            check(schedule, files, earlier, () -> {
                CheckpointStore.Opened opened = CheckpointStore.open(files.open(FOLDER, earlier), 2);
                opened.store().complete(Checkpoints.checkpoint(2, 2));
                return Checkpoints.ids(opened);
            });
            runs++;
        }
        assertThat(runs).isGreaterThan(1_000);
    }

    @Test
    void withAPointerBesideItIsTheSame() throws Exception {
        int runs = 0;
        for (Schedule schedule = new Schedule(MOST_SWITCHES + 2); schedule != null; schedule = schedule.next()) {
            MemoryCheckpointStorages files = new MemoryCheckpointStorages();
            MemoryCheckpointPointers pointers = new MemoryCheckpointPointers();
            Turns earlier = new Turns();
            PointedCheckpoints checkpoints =
                    pointed(files, pointers, 1, earlier).checkpoints();
            checkpoints.complete(Checkpoints.checkpoint(1, 1));
            earlier.takeTurns();
            check(
                    schedule,
                    files,
                    earlier,
                    () -> {
                        checkpoints.complete(Checkpoints.checkpoint(2, 1));
                        return List.of();
                    },
                    later -> Checkpoints.ids(pointed(files, pointers, 3, later).found()));
            runs++;
        }
        assertThat(runs).isGreaterThan(1_000);
    }

    private static PointedCheckpoints.Opened pointed(
            MemoryCheckpointStorages files, MemoryCheckpointPointers pointers, long epoch, Turns turns)
            throws IOException {
        return PointedCheckpoints.open(
                files.open(FOLDER, turns), epoch, pointers.of(epoch, turns).of("job"));
    }

    private void check(Schedule schedule, MemoryCheckpointStorages files, Turns earlier, Leader zombie)
            throws Exception {
        check(
                schedule,
                files,
                earlier,
                zombie,
                later -> Checkpoints.ids(CheckpointStore.open(files.open(FOLDER, later), 3)));
    }

    private void check(Schedule schedule, MemoryCheckpointStorages files, Turns earlier, Leader zombie, NextLeader next)
            throws Exception {
        Turns later = new Turns();
        later.takeTurns();
        List<Optional<List<Long>>> outcomes =
                run(schedule, List.of(earlier, later), List.of(zombie, () -> next.lead(later)));
        List<Long> there = outcomes.get(0).isPresent() ? List.of(2L, 1L) : List.of(1L);
        assertThat(outcomes.get(1)).as(schedule.toString()).hasValue(there);
        assertThat(Checkpoints.ids(CheckpointStore.open(files.open(FOLDER), 4)))
                .as(schedule.toString())
                .isEqualTo(there);
    }

    /** Something that one of the two does. */
    @FunctionalInterface
    private interface Leader {
        List<Long> lead() throws IOException;
    }

    /** Who comes after it, and what it finds. */
    @FunctionalInterface
    private interface NextLeader {
        List<Long> lead(Turns turns) throws IOException;
    }

    /** What each saw; nothing of one that was superseded. */
    private List<Optional<List<Long>>> run(Schedule schedule, List<Turns> turns, List<Leader> leaders)
            throws Exception {
        List<Future<Optional<List<Long>>>> running = new ArrayList<>();
        for (int i = 0; i < leaders.size(); i++) {
            running.add(threads.submit(leading(leaders.get(i), turns.get(i))));
        }
        turns.forEach(Turns::awaitWaiting);
        while (!turns.get(0).done || !turns.get(1).done) {
            int who = turns.get(0).done ? 1 : turns.get(1).done ? 0 : schedule.choose();
            turns.get(who).step();
        }
        return List.of(
                running.get(0).get(DEADLINE_SECONDS, TimeUnit.SECONDS),
                running.get(1).get(DEADLINE_SECONDS, TimeUnit.SECONDS));
    }

    private static Callable<Optional<List<Long>>> leading(Leader leader, Turns turns) {
        return () -> {
            try {
                return Optional.of(leader.lead());
            } catch (StaleEpochException e) {
                return Optional.empty();
            } finally {
                turns.finish();
            }
        };
    }

    /** Lets one thread make one call at a time. */
    private static final class Turns implements StorageFaults {
        private final Semaphore go = new Semaphore(0);
        private final Semaphore waiting = new Semaphore(0);
        private volatile boolean on;
        private volatile boolean done;

        void takeTurns() {
            on = true;
        }

        @Override
        public void before(StorageCall call, String path) {
            if (on) {
                waiting.release();
                go.acquireUninterruptibly();
            }
        }

        void finish() {
            done = true;
            waiting.release();
        }

        void awaitWaiting() {
            try {
                assertThat(waiting.tryAcquire(DEADLINE_SECONDS, TimeUnit.SECONDS))
                        .isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        void step() {
            go.release();
            awaitWaiting();
        }
    }

    /** Who goes next: the order of all possibilities with so many switches from one to the other at most. */
    private static final class Schedule {
        private final int mostSwitches;
        private final List<Integer> prefix;
        private final List<Integer> taken = new ArrayList<>();

        Schedule(int mostSwitches) {
            this(mostSwitches, List.of());
        }

        private Schedule(int mostSwitches, List<Integer> prefix) {
            this.mostSwitches = mostSwitches;
            this.prefix = prefix;
        }

        int choose() {
            int last = taken.isEmpty() ? 0 : taken.get(taken.size() - 1);
            int choice = taken.size() < prefix.size() ? prefix.get(taken.size()) : last;
            taken.add(choice);
            return choice;
        }

        /** The latest choice that has not been made the other way yet is. */
        @Nullable
        Schedule next() {
            for (int i = taken.size() - 1; i >= 0; i--) {
                int before = i == 0 ? 0 : taken.get(i - 1);
                if (taken.get(i) == before) {
                    List<Integer> other = new ArrayList<>(taken.subList(0, i));
                    other.add(1 - before);
                    if (switches(other) <= mostSwitches) {
                        return new Schedule(mostSwitches, other);
                    }
                }
            }
            return null;
        }

        private static int switches(List<Integer> choices) {
            int switches = 0;
            int before = 0;
            for (int choice : choices) {
                switches += choice == before ? 0 : 1;
                before = choice;
            }
            return switches;
        }

        @Override
        public String toString() {
            return "schedule " + taken;
        }
    }
}

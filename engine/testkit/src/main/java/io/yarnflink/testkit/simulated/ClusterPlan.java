package io.yarnflink.testkit.simulated;

import io.yarnflink.testkit.simulation.ContainerConditions;
import io.yarnflink.testkit.simulation.NetworkConditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a simulated cluster is like and what goes wrong in it. {@code idleTimeout}: how long TaskManagers outlive a job;
 * {@code clockSkew}: how far wall clocks of TaskManagers may be off, either way; {@code storageFailures}: how many calls of the
 * storage of checkpoints fail, half of them after they were carried out; some renames then come late.
 */
public record ClusterPlan(
        int slotsPerTaskManager,
        int batchRecords,
        NetworkConditions network,
        ContainerConditions containers,
        Duration idleTimeout,
        Duration clockSkew,
        double storageFailures,
        Accidents accidents) {

    /** When things happen, counted from the beginning; zero for never. */
    public record Accidents(
            List<Loss> losses,
            Duration channelBreaks,
            Duration userCancels,
            Duration clientDies,
            Duration clientIsCutOff,
            Duration oldLeaderWakes,
            List<LeaderLoss> leaderLosses) {
        public static final Accidents NONE = new Accidents(
                List.of(), Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, List.of());

        static Accidents random(SplittableRandom random) {
            List<Loss> losses = new ArrayList<>();
            for (int left = Math.max(0, random.nextInt(6) - 2); left > 0; left--) {
                losses.add(Loss.random(random, 6_000));
            }
            return new Accidents(
                    losses,
                    sometime(random, 5),
                    sometime(random, 8),
                    sometime(random, 8),
                    sometime(random, 4),
                    sometime(random, 4),
                    List.of());
        }

        private static Duration sometime(SplittableRandom random, int oneIn) {
            return random.nextInt(oneIn) == 0 ? soon(random) : Duration.ZERO;
        }

        private static Duration soon(SplittableRandom random) {
            return Duration.ofMillis(1 + random.nextInt(6_000));
        }
    }

    /** A TaskManager or its container gets lost, when it has taken so many steps more. */
    public record Loss(Duration after, int steps, Manner manner) {
        private static final int MOST_STEPS = 300;

        static Loss random(SplittableRandom random, int lastMillis) {
            Manner[] manners = Manner.values();
            return new Loss(
                    Duration.ofMillis(1 + random.nextInt(lastMillis)),
                    1 + random.nextInt(MOST_STEPS),
                    manners[random.nextInt(manners.length)]);
        }
    }

    /** An ApplicationMaster gets lost, when it has taken so many steps more; {@code time}: for how long, if not for good. */
    public record LeaderLoss(Duration after, int steps, LeaderManner manner, Duration time) {
        private static final int MOST_STEPS = 200;

        static LeaderLoss random(SplittableRandom random, int lastMillis) {
            LeaderManner[] manners = LeaderManner.values();
            return new LeaderLoss(
                    Duration.ofMillis(1 + random.nextInt(lastMillis)),
                    1 + random.nextInt(MOST_STEPS),
                    manners[random.nextInt(manners.length)],
                    Duration.ofMillis(1 + random.nextInt(30_000)));
        }
    }

    /** How an ApplicationMaster gets lost. */
    public enum LeaderManner {
        /** Its process ends, and YARN knows. */
        KILLED,
        /** Its host is gone: YARN finds out later. */
        VANISHED,
        /** It is stopped and goes on later, perhaps when another one leads. */
        STOPPED,
        /** No message reaches it or comes from it, but it reaches the storage. */
        CUT_OFF,
        /** YARN takes it for dead and starts the next one, while it does its work as ever. */
        TAKEN_FOR_DEAD
    }

    /** How a TaskManager gets lost. */
    public enum Manner {
        /** Its container ends, perhaps before its process has begun; YARN tells it soon. */
        KILLED,
        /** Its host is gone: nobody says so, and its container ends only when it is released. */
        VANISHED,
        /** No message reaches it or comes from it, for up to {@link #LONGEST_CUT}. */
        CUT_OFF,
        /** It is stopped, and goes on after up to {@link #LONGEST_CUT} as if nothing had been. */
        STOPPED
    }

    /** Below the time for which results of a finished job are kept. */
    static final Duration LONGEST_CUT = Duration.ofSeconds(20);

    /** All is well. */
    public static ClusterPlan good(int slotsPerTaskManager) {
        return new ClusterPlan(
                slotsPerTaskManager,
                16,
                NetworkConditions.good(),
                ContainerConditions.good(),
                Duration.ZERO,
                Duration.ZERO,
                0,
                Accidents.NONE);
    }

    /** A cluster with a random subset of all faults. */
    public static ClusterPlan random(SplittableRandom random) {
        Duration slowest = Duration.ofMillis(random.nextBoolean() ? 1 : random.nextBoolean() ? 20 : 300);
        double loss = random.nextInt(3) == 0 ? random.nextDouble() * 0.15 : 0;
        NetworkConditions network =
                new NetworkConditions(Duration.ofNanos(50_000), slowest, loss, random.nextInt(3) == 0 ? 0.5 : 1);
        ContainerConditions containers = new ContainerConditions(
                Duration.ofMillis(10),
                Duration.ofMillis(10 + random.nextInt(1_000)),
                Duration.ofMillis(10 + random.nextInt(3_000)),
                random.nextInt(3) == 0 ? random.nextDouble() : 0,
                random.nextInt(4) == 0 ? random.nextDouble() * 0.6 : 0);
        return new ClusterPlan(
                1 + random.nextInt(3),
                1 + random.nextInt(40),
                network,
                containers,
                random.nextInt(3) == 0 ? Duration.ofSeconds(30) : Duration.ZERO,
                random.nextBoolean() ? Duration.ofHours(1) : Duration.ZERO,
                0,
                Accidents.random(random.split()));
    }

    /** As {@link #random}, for a job that restarts after what fails: more gets lost, leaders too, and storage fails. */
    public static ClusterPlan restarting(SplittableRandom random) {
        ClusterPlan base = random(random);
        Accidents drawn = Accidents.random(random);
        List<Loss> losses = new ArrayList<>(drawn.losses());
        for (int left = random.nextInt(4); left > 0; left--) {
            losses.add(Loss.random(random, 30_000));
        }
        Duration cancels = random.nextInt(10) == 0 ? drawn.userCancels() : Duration.ZERO;
        double storageFailures = random.nextInt(3) == 0 ? random.nextDouble() * 0.1 : 0;
        List<LeaderLoss> leaderLosses = new ArrayList<>();
        for (int left = Math.max(0, random.nextInt(6) - 2); left > 0; left--) {
            leaderLosses.add(LeaderLoss.random(random, 30_000));
        }
        return new ClusterPlan(
                base.slotsPerTaskManager,
                base.batchRecords,
                base.network,
                base.containers,
                Duration.ZERO,
                base.clockSkew,
                storageFailures,
                new Accidents(
                        losses,
                        drawn.channelBreaks(),
                        cancels,
                        Duration.ZERO,
                        drawn.clientIsCutOff(),
                        drawn.oldLeaderWakes(),
                        leaderLosses));
    }
}

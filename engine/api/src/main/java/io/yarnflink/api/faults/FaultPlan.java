package io.yarnflink.api.faults;

import io.yarnflink.api.time.Pause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Which faults a process is to have, {@code point:action[:condition=number]...}, separated by commas.
 *
 * <p>Actions: {@code kill} (at once, as kill -9), {@code stop} (as SIGSTOP), {@code delay=millis}, {@code throw}. Conditions:
 * {@code hit=n}, not before the n-th time in this process; {@code attempt=n} and {@code container=n}, only in a container with
 * these last two numbers in its id; {@code times=n}, so often at most in all processes together, 1 unless said. Any thread.
 */
final class FaultPlan {
    private static final Set<String> CONDITIONS = Set.of("hit", "attempt", "container", "times");

    private final List<Fault> faults;
    private final Victim victim;

    /** The process that the faults befall. */
    interface Victim {
        /** Leaves a mark for all to see; false when another process, or this one, has done so before. */
        boolean mark(String name);

        void kill();

        void stop();
    }

    private record Fault(String point, String action, long millis, int hit, int times, AtomicInteger hits) {}

    private FaultPlan(List<Fault> faults, Victim victim) {
        this.faults = List.copyOf(faults);
        this.victim = victim;
    }

    /** {@code containerId}: null in a process outside of YARN's containers. */
    static FaultPlan parse(String text, @Nullable String containerId, Victim victim) {
        List<Fault> faults = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            String[] words = each.split(":", -1);
            if (words.length < 2 || words[0].isEmpty()) {
                throw wrong(each, "it is not point:action");
            }
            Map<String, Integer> conditions = new TreeMap<>();
            for (int i = 2; i < words.length; i++) {
                String[] condition = words[i].split("=", 2);
                if (condition.length < 2 || !CONDITIONS.contains(condition[0])) {
                    throw wrong(each, "'" + words[i] + "' is none of the conditions " + CONDITIONS);
                }
                conditions.put(condition[0], number(each, condition[1]));
            }
            String[] action = words[1].split("=", 2);
            if (!Set.of("kill", "stop", "delay", "throw").contains(action[0])
                    || action[0].equals("delay") != (action.length == 2)) {
                throw wrong(each, "'" + words[1] + "' is none of kill, stop, delay=millis and throw");
            }
            if (isFrom(containerId, 2, conditions.get("attempt"))
                    && isFrom(containerId, 1, conditions.get("container"))) {
                faults.add(new Fault(
                        words[0],
                        action[0],
                        action.length == 2 ? number(each, action[1]) : 0,
                        conditions.getOrDefault("hit", 1),
                        conditions.getOrDefault("times", 1),
                        new AtomicInteger()));
            }
        }
        return new FaultPlan(faults, victim);
    }

    /** Of {@code container_[e<epoch>_]<cluster>_<application>_<attempt>_<container>}. */
    private static boolean isFrom(@Nullable String containerId, int fromEnd, @Nullable Integer wanted) {
        if (wanted == null) {
            return true;
        }
        String[] parts = containerId == null ? new String[0] : containerId.split("_", -1);
        return parts.length > 2 && Integer.parseInt(parts[parts.length - fromEnd]) == wanted;
    }

    private static int number(String fault, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw wrong(fault, "'" + text + "' is not a number");
        }
    }

    private static IllegalArgumentException wrong(String fault, String why) {
        return new IllegalArgumentException("the fault '" + fault + "' cannot be understood: " + why);
    }

    void hit(String point) {
        for (Fault fault : faults) {
            if (fault.point().equals(point) && fault.hits().incrementAndGet() >= fault.hit() && isFree(fault)) {
                befall(fault);
            }
        }
    }

    private boolean isFree(Fault fault) {
        for (int time = 1; time <= fault.times(); time++) {
            if (victim.mark(fault.point() + "-" + time)) {
                return true;
            }
        }
        return false;
    }

    private void befall(Fault fault) {
        System.err.println("fail point " + fault.point() + ": " + fault.action());
        switch (fault.action()) {
            case "kill" -> victim.kill();
            case "stop" -> victim.stop();
            case "delay" -> delay(fault.millis());
            default -> throw new IllegalStateException("fail point " + fault.point());
        }
    }

    private static void delay(long millis) {
        try {
            new Pause().await(TimeUnit.MILLISECONDS.toNanos(millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

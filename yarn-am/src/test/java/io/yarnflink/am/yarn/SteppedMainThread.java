package io.yarnflink.am.yarn;

import io.yarnflink.transport.endpoint.MainThread;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;

/** A main thread that is the test's own, with a clock that the test moves. */
final class SteppedMainThread implements MainThread {
    private final Queue<Runnable> actions = new ArrayDeque<>();
    private final List<Scheduled> timers = new ArrayList<>();
    private Duration now = Duration.ZERO;

    private record Scheduled(Duration at, Runnable action) {}

    @Override
    public void execute(Runnable action) {
        actions.add(action);
    }

    @Override
    public void checkCurrent() {}

    @Override
    public Timer schedule(Duration delay, Runnable action) {
        Scheduled timer = new Scheduled(now.plus(delay), action);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    @Override
    public void fatal(Throwable cause) {
        throw new AssertionError("the main thread failed", cause);
    }

    @Override
    public void close() {
        actions.clear();
        timers.clear();
    }

    void run() {
        while (!actions.isEmpty()) {
            actions.remove().run();
        }
    }

    void pass(Duration time) {
        now = now.plus(time);
        List<Scheduled> due = timers.stream()
                .filter(timer -> timer.at().compareTo(now) <= 0)
                .sorted(Comparator.comparing(Scheduled::at))
                .toList();
        timers.removeAll(due);
        due.forEach(timer -> timer.action().run());
        run();
    }
}

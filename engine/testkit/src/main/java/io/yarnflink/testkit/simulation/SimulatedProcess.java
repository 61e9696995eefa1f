package io.yarnflink.testkit.simulation;

import io.yarnflink.transport.endpoint.MainThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A process on a host: its threads and its place in the network, until it dies; it may be stopped for a while. */
public final class SimulatedProcess {
    private final String name;
    private final String host;
    private final int port;
    private final Simulation simulation;
    private final SplittableRandom random;
    private final List<Runnable> deathListeners = new ArrayList<>();
    private final Map<Long, Runnable> atSteps = new HashMap<>();
    /** What would have happened in it while it was stopped, in this order. */
    private final List<Step> held = new ArrayList<>();

    private long steps;
    private boolean alive = true;
    private boolean silent;
    private boolean stopped;

    /** One thing that happens in the process. */
    private static final class Step {
        private final String label;
        private final @Nullable Object owner;
        private final Runnable action;
        private boolean canceled;

        Step(String label, @Nullable Object owner, Runnable action) {
            this.label = label;
            this.owner = owner;
            this.action = action;
        }
    }

    SimulatedProcess(String name, String host, int port, Simulation simulation) {
        this.name = name;
        this.host = host;
        this.port = port;
        this.simulation = simulation;
        this.random = simulation.random("threads of " + name);
    }

    public String name() {
        return name;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public boolean isAlive() {
        return alive;
    }

    public MainThread mainThread(String threadName) {
        return new SimulatedMainThread(threadName, simulation, this, random);
    }

    /** Runs something in this process later, on no main thread, unless it has died by then. */
    public Simulation.Cancellable after(Duration delay, String label, Runnable action) {
        return at(simulation.nowNanos() + delay.toNanos(), name + "/" + label, null, action);
    }

    /** As {@link #after}; {@code owner} is the main thread it happens on, if any. */
    Simulation.Cancellable at(long atNanos, String label, @Nullable Object owner, Runnable action) {
        Step step = new Step(label, owner, action);
        Simulation.Cancellable event = simulation.at(atNanos, label, owner, () -> perform(step));
        return () -> {
            step.canceled = true;
            event.cancel();
        };
    }

    private void perform(Step step) {
        if (alive && !stopped) {
            step();
        }
        if (stopped) {
            held.add(step);
        } else if (alive && !step.canceled) {
            step.action.run();
        }
    }

    /** Between this and what comes next it may die or be stopped. */
    public void step() {
        steps++;
        Runnable due = atSteps.remove(steps);
        if (due != null) {
            due.run();
        }
    }

    /** Lets something happen to it when it has taken so many steps more. */
    public void afterSteps(int more, Runnable action) {
        atSteps.put(steps + more, action);
    }

    /** Stops it, as SIGSTOP does: what reaches it meanwhile waits, and so do its timers. */
    public void stop() {
        if (alive && !stopped) {
            stopped = true;
            simulation.note(name + " is stopped");
        }
    }

    /** It goes on, and knows nothing of the time between. */
    public void goOn() {
        if (stopped) {
            stopped = false;
            simulation.note(name + " goes on");
            List<Step> missed = List.copyOf(held);
            held.clear();
            missed.forEach(step -> simulation.at(simulation.nowNanos(), step.label, step.owner, () -> perform(step)));
        }
    }

    public void onDeath(Runnable listener) {
        deathListeners.add(listener);
    }

    /** Ends at once: none of its actions runs any more. */
    public void die() {
        if (alive) {
            alive = false;
            stopped = false;
            simulation.note(name + " dies");
            deathListeners.forEach(Runnable::run);
        }
    }

    /** Ends with its host: nobody is told, and whoever asks it gets no answer, not even a refusal. */
    public void vanish() {
        if (alive) {
            alive = false;
            stopped = false;
            silent = true;
            simulation.note(name + " vanishes");
        }
    }

    /** Whether it vanished. */
    boolean isSilent() {
        return silent;
    }
}

package io.yarnflink.testkit.simulation;

import io.yarnflink.transport.endpoint.MainThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A process on a host: its threads and its place in the network, until it dies. */
public final class SimulatedProcess {
    private final String name;
    private final String host;
    private final int port;
    private final Simulation simulation;
    private final SplittableRandom random;
    private final List<Runnable> deathListeners = new ArrayList<>();
    private boolean alive = true;
    private boolean silent;

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
        return simulation.after(delay, name + "/" + label, () -> {
            if (alive) {
                action.run();
            }
        });
    }

    public void onDeath(Runnable listener) {
        deathListeners.add(listener);
    }

    /** Ends at once: none of its actions runs any more. */
    public void die() {
        if (alive) {
            alive = false;
            simulation.note(name + " dies");
            deathListeners.forEach(Runnable::run);
        }
    }

    /** Ends with its host: nobody is told, and whoever asks it gets no answer, not even a refusal. */
    public void vanish() {
        if (alive) {
            alive = false;
            silent = true;
            simulation.note(name + " vanishes");
        }
    }

    /** Whether it vanished. */
    boolean isSilent() {
        return silent;
    }
}

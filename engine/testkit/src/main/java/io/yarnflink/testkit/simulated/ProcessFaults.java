package io.yarnflink.testkit.simulated;

import io.yarnflink.testkit.simulation.SimulatedProcess;
import io.yarnflink.testkit.simulation.Simulation;
import io.yarnflink.testkit.storage.StorageCall;
import io.yarnflink.testkit.storage.StorageFaults;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;

/** What the storage calls of one process meet: failures, its death between any two of them, and renames that come late. */
final class ProcessFaults implements StorageFaults {
    private static final int LATEST_MILLIS = 30_000;

    private final SimulatedProcess process;
    private final Simulation simulation;
    private final StorageFaults drawn;
    private final SplittableRandom random;
    private final double probability;

    /** {@code subsystem}: what the process calls, which has luck of its own. */
    ProcessFaults(SimulatedProcess process, Simulation simulation, String subsystem, double probability) {
        this.process = process;
        this.simulation = simulation;
        this.random = simulation.random(subsystem + " of " + process.name());
        this.drawn = probability == 0 ? StorageFaults.NONE : StorageFaults.random(random, probability);
        this.probability = probability;
    }

    @Override
    public void before(StorageCall call, String path) throws IOException {
        step();
        drawn.before(call, path);
    }

    @Override
    public void after(StorageCall call, String path) throws IOException {
        step();
        drawn.after(call, path);
    }

    /** A dead process calls nothing any more, though its code runs on to the end of the event. */
    private void step() throws IOException {
        if (process.isAlive()) {
            process.step();
        }
        if (!process.isAlive()) {
            throw new IOException(process.name() + " is dead");
        }
    }

    @Override
    public boolean delays(StorageCall call, String path, Runnable effect) {
        boolean delays = call == StorageCall.RENAME && probability > 0 && random.nextDouble() < probability / 2;
        if (delays) {
            simulation.after(Duration.ofMillis(1 + random.nextInt(LATEST_MILLIS)), "late rename of " + path, effect);
        }
        return delays;
    }
}

package io.yarnflink.testkit.simulated;

import io.yarnflink.taskmanager.TaskExecutor;
import io.yarnflink.testkit.simulation.SimulatedContainers;
import io.yarnflink.testkit.simulation.SimulatedNetwork;
import io.yarnflink.testkit.simulation.SimulatedProcess;
import io.yarnflink.testkit.simulation.Simulation;
import io.yarnflink.transport.protocol.ShutDown;
import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.RpcService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Lets the accidents of a plan happen, and remembers those that did. */
final class Mishaps {
    private static final Duration LAST = Duration.ofSeconds(15);
    private static final long OLD_EPOCH = Leaders.FIRST_EPOCH - 1;

    private final Simulation simulation;
    private final SimulatedNetwork network;
    private final SimulatedContainers containers;
    private final Leaders leaders;
    private final List<SimulatedClient> clients;
    private final Predicate<String> hasTasks;
    private final SplittableRandom random;
    private final List<String> faults = new ArrayList<>();

    /** {@code hasTasks} tells which TaskManagers certainly know their leader. */
    Mishaps(
            Simulation simulation,
            SimulatedNetwork network,
            SimulatedContainers containers,
            Leaders leaders,
            List<SimulatedClient> clients,
            Predicate<String> hasTasks) {
        this.simulation = simulation;
        this.network = network;
        this.containers = containers;
        this.leaders = leaders;
        this.clients = clients;
        this.hasTasks = hasTasks;
        this.random = simulation.random("accidents");
    }

    void plan(ClusterPlan.Accidents accidents) {
        accidents.losses().forEach(loss -> happens(loss.after(), "lose a TaskManager", () -> lose(loss)));
        accidents
                .leaderLosses()
                .forEach(loss -> happens(loss.after(), "lose an ApplicationMaster", () -> leaders.lose(loss)));
        happens(accidents.channelBreaks(), "break a channel", this::breakAny);
        happens(accidents.userCancels(), "cancel", this::cancelAny);
        happens(accidents.clientDies(), "kill a client", this::killClient);
        happens(accidents.clientIsCutOff(), "cut off a client", this::cutOffClient);
        happens(accidents.oldLeaderWakes(), "wake the old leader", () -> wakeOldLeader(oldLeader(), 5));
    }

    private void happens(Duration after, String what, Runnable accident) {
        if (!after.isZero()) {
            simulation.after(after, what, accident);
        }
    }

    /** A TaskManager's id, {@code unborn} for a container without one, {@code channel}, {@code cancel}, {@code client}. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    private void lose(ClusterPlan.Loss loss) {
        List<SimulatedProcess> processes = containers.processes();
        if (loss.manner() != ClusterPlan.Manner.KILLED) {
            any(processes).forEach(victim -> victim.afterSteps(loss.steps(), () -> lose(victim, loss.manner())));
            return;
        }
        for (String containerId : any(List.copyOf(containers.running()))) {
            processes.stream()
                    .filter(process -> process.name().equals(containerId))
                    .findAny()
                    .ifPresentOrElse(
                            victim -> victim.afterSteps(loss.steps(), () -> lose(victim, loss.manner())),
                            () -> killUnborn(containerId));
        }
    }

    private void killUnborn(String containerId) {
        faults.add(containers.hasBegun(containerId) ? containerId : "unborn");
        containers.kill(containerId);
    }

    private void lose(SimulatedProcess victim, ClusterPlan.Manner manner) {
        faults.add(victim.name());
        switch (manner) {
            case KILLED -> victim.die();
            case VANISHED -> victim.vanish();
            case CUT_OFF -> {
                // It may end its tasks before anybody finds that it is gone.
                faults.add("channel");
                network.cutOff(victim, someTime());
            }
            case STOPPED -> {
                faults.add("channel");
                victim.stop();
                simulation.after(someTime(), "wake " + victim.name(), victim::goOn);
            }
        }
    }

    private <T> List<T> any(List<T> all) {
        return all.isEmpty() ? List.of() : List.of(all.get(random.nextInt(all.size())));
    }

    private Duration someTime() {
        return Duration.ofMillis(1 + random.nextLong(ClusterPlan.LONGEST_CUT.toMillis()));
    }

    private void cancelAny() {
        any(clients)
                .forEach(client -> client.executor().lastJob().ifPresent(job -> {
                    faults.add("cancel");
                    job.cancel();
                }));
    }

    private void killClient() {
        any(clients).forEach(client -> {
            faults.add("client");
            client.process().die();
        });
    }

    private void cutOffClient() {
        any(clients).forEach(client -> network.cutOff(client.process(), someTime()));
    }

    /** Waits for a channel, as jobs have them for a short time only. */
    private void breakAny() {
        if (network.breakAnyChannel()) {
            faults.add("channel");
        } else if (simulation.nowNanos() < LAST.toNanos()) {
            simulation.after(Duration.ofMillis(1), "break a channel", this::breakAny);
        }
    }

    private RpcService oldLeader() {
        return network.rpc(network.process("old-jobmanager", "old-am-host"));
    }

    /** It was thought dead, and does not know that it was followed by another. */
    private void wakeOldLeader(RpcService rpc, int orders) {
        for (SimulatedProcess process : containers.processes()) {
            if (hasTasks.test(process.name())) {
                Address taskExecutor = new Address(process.host(), process.port(), TaskExecutor.NAME);
                rpc.tell(taskExecutor, OLD_EPOCH, new ShutDown("the old leader says so"));
            }
        }
        if (orders > 1) {
            simulation.after(Duration.ofMillis(300), "old leader", () -> wakeOldLeader(rpc, orders - 1));
        }
    }
}

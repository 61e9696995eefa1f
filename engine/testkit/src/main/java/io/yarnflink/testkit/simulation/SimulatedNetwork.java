package io.yarnflink.testkit.simulation;

import io.yarnflink.transport.data.DataNetwork;
import io.yarnflink.transport.rpc.RpcService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Connects processes: messages of one process to another keep their order, those of different ones do not. */
public final class SimulatedNetwork {
    private static final Duration LOOPBACK = Duration.ofNanos(20_000);

    private final Simulation simulation;
    private final SplittableRandom random;
    private final Map<String, SimulatedRpc> processes = new TreeMap<>();
    private final Map<String, SimulatedDataNetwork> dataNetworks = new TreeMap<>();
    private final Map<String, Long> lastArrival = new HashMap<>();
    private final Map<String, Long> cutOffUntil = new HashMap<>();
    private NetworkConditions conditions;
    private int ports = 1000;
    private long lost;

    public SimulatedNetwork(Simulation simulation, NetworkConditions conditions) {
        this.simulation = simulation;
        this.random = simulation.random("network");
        this.conditions = conditions;
    }

    /** Starts a process. */
    public SimulatedProcess process(String name, String host) {
        return new SimulatedProcess(name, host, ports++, simulation);
    }

    /** The RPC service of a process. */
    public RpcService rpc(SimulatedProcess process) {
        SimulatedRpc rpc = new SimulatedRpc(process, this, simulation);
        processes.put(key(process.host(), process.port()), rpc);
        process.onDeath(() -> died(rpc));
        return rpc;
    }

    /** The data network of a process. */
    public DataNetwork data(SimulatedProcess process) {
        SimulatedDataNetwork data = new SimulatedDataNetwork(process, this, simulation);
        dataNetworks.put(key(process.host(), process.port()), data);
        process.onDeath(() -> channelsDied(data));
        return data;
    }

    /** Breaks one channel between living processes, if there is any. */
    public boolean breakAnyChannel() {
        List<SimulatedChannel> open = dataNetworks.values().stream()
                .filter(data -> data.process().isAlive())
                .flatMap(data -> data.channels().stream().filter(channel -> channel.isReadBy(data)))
                .filter(SimulatedChannel::isAttached)
                .toList();
        if (open.isEmpty()) {
            return false;
        }
        open.get(random.nextInt(open.size())).breakNow("connection was reset");
        return true;
    }

    public void setConditions(NetworkConditions conditions) {
        this.conditions = conditions;
    }

    /** For a while no message reaches the process, and none from it arrives; connections stay. */
    public void cutOff(SimulatedProcess process, Duration time) {
        simulation.note(process.name() + " is cut off for " + time.toMillis() + " ms");
        cutOffUntil.put(process.name(), simulation.nowNanos() + time.toNanos());
    }

    private boolean isCutOff(SimulatedProcess process) {
        return cutOffUntil.getOrDefault(process.name(), 0L) > simulation.nowNanos();
    }

    /** How many messages vanished. */
    public long messagesLost() {
        return lost;
    }

    /** How many endpoints living processes have. */
    public int endpoints() {
        return processes.values().stream()
                .filter(rpc -> rpc.process().isAlive())
                .mapToInt(SimulatedRpc::endpoints)
                .sum();
    }

    @Nullable
    SimulatedRpc find(String host, int port) {
        return processes.get(key(host, port));
    }

    void closed(SimulatedProcess process) {
        processes.remove(key(process.host(), process.port()));
    }

    @Nullable
    SimulatedDataNetwork dataNetwork(String host, int port) {
        return dataNetworks.get(key(host, port));
    }

    long channelDelayNanos() {
        return delayNanos();
    }

    /** Whether the next message between different processes vanishes. */
    boolean loses(SimulatedProcess from, SimulatedProcess to) {
        boolean loses =
                from != to && (isCutOff(from) || isCutOff(to) || random.nextDouble() < conditions.lossPerMessage());
        lost += loses ? 1 : 0;
        return loses;
    }

    /** When a message sent now arrives: never before one that was sent earlier to the same process. */
    long arrival(SimulatedProcess from, SimulatedProcess to) {
        String route = from.name() + " -> " + to.name();
        long arrival = Math.max(
                lastArrival.getOrDefault(route, 0L) + 1,
                simulation.nowNanos() + delay(from, to).toNanos());
        lastArrival.put(route, arrival);
        return arrival;
    }

    private Duration delay(SimulatedProcess from, SimulatedProcess to) {
        return from == to ? LOOPBACK : Duration.ofNanos(delayNanos());
    }

    /** Most messages are quick, a few are slow. */
    private long delayNanos() {
        long shortest = conditions.shortestDelay().toNanos();
        long longest = conditions.longestDelay().toNanos();
        double luck = random.nextDouble();
        return shortest + (long) ((longest - shortest) * luck * luck * luck);
    }

    private void channelsDied(SimulatedDataNetwork dead) {
        for (SimulatedDataNetwork data : dataNetworks.values()) {
            boolean noticed = random.nextDouble() < conditions.noticedDeaths();
            for (SimulatedChannel channel : data.channels()) {
                if (noticed && channel.touches(dead)) {
                    channel.breakNow(dead.process().name() + " closed the connection");
                }
            }
        }
    }

    private void died(SimulatedRpc dead) {
        for (SimulatedRpc peer : processes.values()) {
            if (peer != dead && random.nextDouble() < conditions.noticedDeaths()) {
                long at = arrival(dead.process(), peer.process());
                peer.process()
                        .at(
                                at,
                                peer.process().name() + " loses "
                                        + dead.process().name(),
                                null,
                                () -> peer.lose(dead));
            }
        }
    }

    private static String key(String host, int port) {
        return host + ":" + port;
    }
}

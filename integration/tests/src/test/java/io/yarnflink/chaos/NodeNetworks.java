package io.yarnflink.chaos;

import io.yarnflink.cluster.Network;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * A network namespace for each NodeManager and its containers, at one bridge with this machine's own, where all other servers
 * are. The ResourceManager and ZooKeeper have addresses of their own there, to be cut off from. No names: a NodeManager calls itself by what its address resolves to.
 */
final class NodeNetworks implements Network, AutoCloseable {
    static final String ZOOKEEPER = "zookeeper";
    static final String RESOURCE_MANAGER = "resourcemanager";
    private static final String NODE = "nodemanager";
    /** What is sent there is lost without an error, as on a cut line; a route to nowhere would say so to whoever sends. */
    private static final String NOBODY = " lladdr 02:00:00:00:00:01 dev eth0";

    private final String id;
    private final String subnet;
    private final int nodes;
    /** What is to be done to mend what was cut. */
    private final Queue<String> undos = new ConcurrentLinkedQueue<>();

    private NodeNetworks(int nodes) {
        long pid = ProcessHandle.current().pid();
        this.id = "yf" + pid % 100_000;
        this.subnet = "10.77." + pid % 250 + ".";
        this.nodes = nodes;
    }

    /** Empty where this user may not make networks, or this machine cannot. */
    static Optional<NodeNetworks> make(int nodes) throws IOException, InterruptedException {
        NodeNetworks networks = new NodeNetworks(nodes);
        try {
            networks.make();
            return Optional.of(networks);
        } catch (IOException e) {
            System.err.println("chaos: no network for each node: " + e.getMessage());
            networks.close();
            return Optional.empty();
        }
    }

    private void make() throws IOException, InterruptedException {
        ip("link add " + id + " type bridge");
        for (String host : List.of("1", "2", "3")) {
            ip("addr add " + subnet + host + "/24 dev " + id);
        }
        ip("link set " + id + " up");
        for (int node = 1; node <= nodes; node++) {
            ip("netns add " + space(node));
            ip("link add " + link(node) + " type veth peer name eth0 netns " + space(node));
            ip("link set " + link(node) + " master " + id + " up");
            ip("-n " + space(node) + " addr add " + address(node) + "/24 dev eth0");
            ip("-n " + space(node) + " link set eth0 up");
            ip("-n " + space(node) + " link set lo up");
        }
    }

    private String space(int node) {
        return id + "n" + node;
    }

    private String link(int node) {
        return id + "v" + node;
    }

    private String address(int node) {
        return subnet + (10 + node);
    }

    private static int number(String nodeManager) {
        return Integer.parseInt(nodeManager.substring(NODE.length()));
    }

    @Override
    public String hostOf(String server) {
        if (server.startsWith(NODE)) {
            return address(number(server));
        }
        return subnet
                + switch (server) {
                    case ZOOKEEPER -> 2;
                    case RESOURCE_MANAGER -> 3;
                    default -> 1;
                };
    }

    @Override
    public List<String> commandOf(String server) {
        return server.startsWith(NODE) ? List.of("ip", "netns", "exec", space(number(server))) : List.of();
    }

    /** Nothing comes from the node any more, nor to it. */
    void cut(String nodeManager) throws IOException, InterruptedException {
        hurt("link set " + link(number(nodeManager)) + " down", "link set " + link(number(nodeManager)) + " up");
    }

    /** Nothing comes from one node to the other server any more, and nobody there is told. */
    void cutOneWay(String from, String to) throws IOException, InterruptedException {
        hurt("-n " + space(number(from)) + " neigh replace " + hostOf(to) + NOBODY + " nud permanent", undo(from, to));
    }

    private String undo(String from, String to) {
        return "-n " + space(number(from)) + " neigh del " + hostOf(to) + " dev eth0";
    }

    private void hurt(String how, String undo) throws IOException, InterruptedException {
        ip(how);
        undos.add(undo);
    }

    /** As if nothing had been cut. */
    void mend() throws IOException, InterruptedException {
        while (!undos.isEmpty()) {
            ip(undos.remove());
        }
    }

    /** As {@link #mend()}, for what {@link #cutOneWay} did to this one. */
    void mendOneWay(String from, String to) throws IOException, InterruptedException {
        String undo = undo(from, to);
        if (undos.remove(undo)) {
            ip(undo);
        }
    }

    /** What the node sends goes no faster, and what comes to it. */
    void slow(String nodeManager, String rate) throws IOException, InterruptedException {
        String limit = " root tbf rate " + rate + " burst 16kb latency 400ms";
        run("tc qdisc add dev " + link(number(nodeManager)) + limit);
        run("tc -n " + space(number(nodeManager)) + " qdisc add dev eth0" + limit);
    }

    void quicken(String nodeManager) throws IOException, InterruptedException {
        run("tc qdisc del dev " + link(number(nodeManager)) + " root");
        run("tc -n " + space(number(nodeManager)) + " qdisc del dev eth0 root");
    }

    private static void ip(String arguments) throws IOException, InterruptedException {
        run("ip " + arguments);
    }

    private static void run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.of(command.split(" ")).toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("'" + command + "' failed: " + said.strip());
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (int node = 1; node <= nodes; node++) {
            quietly("netns del " + space(node));
        }
        quietly("link del " + id);
    }

    private static void quietly(String arguments) throws InterruptedException {
        try {
            ip(arguments);
        } catch (IOException e) {
            // It was never made.
            System.err.println("chaos: " + e.getMessage());
        }
    }
}

package io.yarnflink.cluster;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** The ports of a cluster's servers by name; a server without one takes any free port when it starts. */
final class Ports {
    // Below the kernel's usual ephemeral range: an outgoing connection cannot take the port while its server is down.
    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;

    private final SortedMap<String, Integer> byName;
    private final Network network;

    private Ports(SortedMap<String, Integer> byName, Network network) {
        this.byName = byName;
        this.network = network;
    }

    /** The same ports on the servers of another network. */
    Ports in(Network other) {
        return new Ports(byName, other);
    }

    static Ports choose(Iterable<String> names) throws IOException {
        return choose(names, new Random());
    }

    static Ports choose(Iterable<String> names, RandomGenerator random) throws IOException {
        SortedMap<String, Integer> chosen = new TreeMap<>();
        for (String name : names) {
            int port = freePort(random);
            while (chosen.containsValue(port)) {
                port = freePort(random);
            }
            chosen.put(name, port);
        }
        return new Ports(chosen, Network.LOCALHOST);
    }

    static Ports load(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        SortedMap<String, Integer> ports = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            ports.put(name, Integer.valueOf(properties.getProperty(name)));
        }
        return new Ports(ports, Network.LOCALHOST);
    }

    void store(Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            for (Map.Entry<String, Integer> port : byName.entrySet()) {
                writer.write(port.getKey() + "=" + port.getValue() + "\n");
            }
        }
    }

    String address(String name) {
        int dot = name.indexOf('.');
        return network.hostOf(dot < 0 ? name : name.substring(0, dot)) + ":" + port(name);
    }

    /**
     * Tells of a port that another process has taken since it was chosen: the server's own words are a stack trace. Waits a
     * little, because a process that was killed lets go of its ports only some time after it is seen to be gone.
     */
    void awaitFree(String server, Duration patience) throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (Map.Entry<String, Integer> port : of(server).entrySet()) {
            while (!isFree(port.getValue())) {
                if (System.nanoTime() - start > patience.toNanos()) {
                    throw new IOException("port " + port.getValue() + " (" + port.getKey() + ") of " + server
                            + " is in use; end the process that has it, or stop this cluster and start one with"
                            + " other ports");
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private static boolean isFree(int port) throws IOException {
        try {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
            return true;
        } catch (BindException e) {
            return false;
        }
    }

    int port(String name) {
        return byName.getOrDefault(name, 0);
    }

    /** One server's ports by purpose. */
    SortedMap<String, Integer> of(String server) {
        SortedMap<String, Integer> own = new TreeMap<>();
        byName.forEach((name, port) -> {
            if (name.equals(server)) {
                own.put("rpc", port);
            } else if (name.startsWith(server + ".")) {
                own.put(name.substring(server.length() + 1), port);
            }
        });
        return own;
    }

    SortedMap<String, Integer> byName() {
        return new TreeMap<>(byName);
    }

    private static int freePort(RandomGenerator random) throws IOException {
        IOException last = new IOException("no port tried");
        for (int tries = 0; tries < 200; tries++) {
            int port = FIRST + random.nextInt(COUNT);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException("no free port found from " + FIRST + " to " + (FIRST + COUNT - 1), last);
    }
}

package io.yarnflink.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks daemons over their web servers whether they serve: registered where they must be, with all who belong to them. */
final class DaemonHealth {
    private static final int TIMEOUT_MS = 2000;
    private static final Pattern LIVE_DATA_NODES = Pattern.compile("\"NumLiveDataNodes\"\\s*:\\s*[1-9]");
    private static final Pattern CAPACITY = Pattern.compile("\"CapacityTotal\"\\s*:\\s*[1-9]");
    private static final Pattern OPERATIONAL = Pattern.compile("\"FSState\"\\s*:\\s*\"Operational\"");
    private static final Pattern REGISTERED = Pattern.compile("\"ActorState\\\\?\"\\s*:\\s*\\\\?\"RUNNING");
    private static final Pattern ACTIVE_NODES = Pattern.compile("\"activeNodes\"\\s*:\\s*(\\d+)");
    private static final Pattern HEALTHY = Pattern.compile("\"nodeHealthy\"\\s*:\\s*true");

    private final Ports ports;

    DaemonHealth(Ports ports) {
        this.ports = ports;
    }

    /** @param runningNodeManagers how many nodes a working YARN RM must know */
    boolean serves(Daemon daemon, long runningNodeManagers) {
        String page;
        try {
            page = read("http://" + ports.address(daemon.name() + ".http")
                    + daemon.kind().healthPage());
        } catch (IOException e) {
            return false;
        }
        return switch (daemon.kind()) {
            case NAMENODE -> matches(OPERATIONAL, page) && matches(LIVE_DATA_NODES, page) && matches(CAPACITY, page);
            case DATANODE -> matches(REGISTERED, page);
            case RESOURCEMANAGER -> activeNodes(page) >= runningNodeManagers;
            case NODEMANAGER -> matches(HEALTHY, page);
        };
    }

    private static boolean matches(Pattern pattern, String page) {
        return pattern.matcher(page).find();
    }

    private static long activeNodes(String page) {
        Matcher matcher = ACTIVE_NODES.matcher(page);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
    }

    private static String read(String uri) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(uri).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MS);
        connection.setReadTimeout(TIMEOUT_MS);
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

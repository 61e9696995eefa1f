package io.yarnflink.transport.net;

import io.yarnflink.api.time.Clock;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports misbehaving peers with one line per minute and host, however often they try; any thread. */
public final class PeerFaultLog {
    private static final Logger LOG = LoggerFactory.getLogger(PeerFaultLog.class);
    private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MAX_HOSTS = 256;

    private final Clock clock;
    private final Map<String, Spell> spells = new LinkedHashMap<>(16, 0.75f, true);
    private long total;

    /** The current minute of one host. */
    private static final class Spell {
        long begunAt;
        int unreported;
    }

    public PeerFaultLog(Clock clock) {
        this.clock = clock;
    }

    /** A connection with {@code peer} was closed because of {@code fault}; true when that became a log line. */
    public boolean report(String port, SocketAddress peer, String fault) {
        int unreported = unreportedBefore(host(peer));
        if (unreported < 0) {
            return false;
        }
        LOG.warn(
                "{} closes the connection with {}: {}{}",
                port,
                peer,
                fault,
                unreported == 0 ? "" : " (and " + unreported + " more faults of this host before)");
        return true;
    }

    public synchronized long total() {
        return total;
    }

    /** How many faults of the host went without a line since its last; -1 when this one does, too. */
    private synchronized int unreportedBefore(String host) {
        total++;
        long now = clock.nanos();
        Spell spell = spells.get(host);
        if (spell == null) {
            if (spells.size() >= MAX_HOSTS) {
                spells.remove(spells.keySet().iterator().next());
            }
            spell = new Spell();
            spells.put(host, spell);
        } else if (now - spell.begunAt < INTERVAL_NANOS) {
            spell.unreported++;
            return -1;
        }
        int unreported = spell.unreported;
        spell.begunAt = now;
        spell.unreported = 0;
        return unreported;
    }

    private static String host(SocketAddress peer) {
        return peer instanceof InetSocketAddress internet ? internet.getHostString() : String.valueOf(peer);
    }
}

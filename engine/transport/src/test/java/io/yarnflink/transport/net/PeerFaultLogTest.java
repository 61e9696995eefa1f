package io.yarnflink.transport.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.time.Clock;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PeerFaultLogTest {
    private long nanos;
    private final PeerFaultLog faults = new PeerFaultLog(new Clock() {
        @Override
        public long wallMillis() {
            return nanos / 1_000_000;
        }

        @Override
        public long nanos() {
            return nanos;
        }
    });

    @Test
    void eachHostGetsOneLineAMinute() {
        assertThat(report("10.0.0.1", 1)).isTrue();
        assertThat(report("10.0.0.1", 2)).isFalse();
        assertThat(report("10.0.0.2", 1)).isTrue();
        nanos += Duration.ofSeconds(59).toNanos();
        assertThat(report("10.0.0.1", 3)).isFalse();
        nanos += Duration.ofSeconds(2).toNanos();
        assertThat(report("10.0.0.1", 4)).isTrue();
        assertThat(report("10.0.0.1", 5)).isFalse();
        assertThat(faults.total()).isEqualTo(6);
    }

    @Test
    void itRemembersABoundedNumberOfHosts() {
        for (int i = 0; i < 10_000; i++) {
            report("10.0." + i / 256 + "." + i % 256, 1);
        }
        assertThat(report("10.0.0.0", 1)).as("forgotten long ago").isTrue();
    }

    private boolean report(String host, int port) {
        return faults.report("RPC port", InetSocketAddress.createUnresolved(host, port), "garbage");
    }
}

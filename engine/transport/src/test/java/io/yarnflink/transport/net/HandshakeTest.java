package io.yarnflink.transport.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.ChannelPipeline;
import io.yarnflink.transport.security.ApplicationSecret;
import io.yarnflink.transport.security.AuthenticationException;
import io.yarnflink.transport.security.ClientProof;
import io.yarnflink.transport.security.Hello;
import io.yarnflink.transport.security.Protocol;
import io.yarnflink.transport.security.Role;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private static final HandshakeBudget SHORT = new HandshakeBudget(Duration.ofMillis(150), 4096, 64);
    private static final HandshakeBudget LONG = new HandshakeBudget(Duration.ofMinutes(5), 4096, 64);

    private final Loopback loopback = new Loopback();
    private final BlockingQueue<Hello> admitted = new LinkedBlockingQueue<>();
    private final List<ServerPort> ports = new ArrayList<>();

    @AfterEach
    void end() {
        ports.forEach(ServerPort::close);
        loopback.close();
    }

    @Test
    void whoProvesTheSecretIsLetInAsWhoItIs() throws Exception {
        ServerPort port = port(LONG);
        connect(port, loopback.secret).get(10, TimeUnit.SECONDS);
        assertThat(admitted.poll(10, TimeUnit.SECONDS)).hasToString("PEER worker-1:4711");
        Loopback.await("no connection is pending", () -> port.pending() == 0);
    }

    @Test
    void theWrongSecretIsToldApartFromAnUnreachablePeer() {
        ServerPort port = port(LONG);
        CompletableFuture<ChannelPipeline> attempt = connect(port, ApplicationSecret.create(loopback.random));
        assertThatThrownBy(() -> attempt.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(AuthenticationException.class);
        Loopback.await("no connection is pending", () -> port.pending() == 0);
        assertThat(admitted).isEmpty();
    }

    @Test
    void silenceIsClosedWhenItsTimeIsUp() throws Exception {
        ServerPort port = port(SHORT);
        long begun = System.nanoTime();
        try (RawPeer silent = new RawPeer(port.port())) {
            assertThat(silent.closedByPeer()).isTrue();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(SHORT.time(), Duration.ofSeconds(5));
        assertThat(port.pending()).isZero();
    }

    @Test
    void halfAHandshakeIsClosedWhenItsTimeIsUp() throws Exception {
        ServerPort port = port(SHORT);
        try (RawPeer slow = new RawPeer(port.port())) {
            slow.sendFrame(hello());
            assertThat(slow.readFrame()).hasSize(64);
            assertThat(slow.closedByPeer()).isTrue();
        }
        assertThat(admitted).isEmpty();
    }

    @Test
    void aFirstFrameBeyondTheBudgetIsClosedAtOnce() throws Exception {
        ServerPort port = port(LONG);
        for (int length : new int[] {4097, Integer.MAX_VALUE, 0, -1, Integer.MIN_VALUE}) {
            try (RawPeer oversized = new RawPeer(port.port())) {
                oversized.send(ByteBuffer.allocate(4).putInt(length).array());
                assertThat(oversized.closedByPeer()).isTrue();
            }
        }
        Loopback.await("no connection is pending", () -> port.pending() == 0);
        assertThat(loopback.faults.total()).isEqualTo(5);
    }

    @Test
    void aReplayedProofIsRefused() throws Exception {
        ServerPort port = port(LONG);
        ClientProof client =
                new ClientProof(loopback.secret.key(Role.PEER), Protocol.RPC, "worker-1", 4711, loopback.random);
        byte[] proof;
        try (RawPeer recorded = new RawPeer(port.port())) {
            recorded.sendFrame(client.hello());
            proof = client.answer(recorded.readFrame());
            recorded.sendFrame(proof);
            assertThat(admitted.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
        try (RawPeer replaying = new RawPeer(port.port())) {
            replaying.sendFrame(client.hello());
            replaying.readFrame();
            replaying.sendFrame(proof);
            assertThat(replaying.closedByPeer()).isTrue();
        }
        assertThat(admitted).isEmpty();
    }

    @Test
    void connectionsBeyondTheBudgetAreRefusedAndLeaveTheOthersAlone() throws Exception {
        ServerPort port = port(LONG);
        List<RawPeer> pending = new ArrayList<>();
        for (int i = 0; i < LONG.connections(); i++) {
            pending.add(new RawPeer(port.port()));
        }
        Loopback.await("64 connections are pending", () -> port.pending() == LONG.connections());
        try (RawPeer oneTooMany = new RawPeer(port.port())) {
            assertThat(oneTooMany.closedByPeer()).isTrue();
        }
        ClientProof client = new ClientProof(loopback.secret.key(Role.PEER), Protocol.RPC, "early", 1, loopback.random);
        pending.get(0).sendFrame(client.hello());
        pending.get(0).sendFrame(client.answer(pending.get(0).readFrame()));
        assertThat(admitted.poll(10, TimeUnit.SECONDS)).hasToString("PEER early:1");
        pending.get(1).close();
        Loopback.await("the closed connection freed its place", () -> port.pending() == LONG.connections() - 2);
        connect(port, loopback.secret).get(10, TimeUnit.SECONDS);
        for (RawPeer peer : pending) {
            peer.close();
        }
        Loopback.await("no connection is pending", () -> port.pending() == 0);
    }

    @Test
    void garbageIsClosedAndCostsNoMemory() throws Exception {
        ServerPort port = port(LONG);
        Random garbage = new Random(20_240_607);
        long before = usedHeap();
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[1 + garbage.nextInt(100_000)];
            garbage.nextBytes(bytes);
            if (i % 3 == 0) {
                // A length in bounds, so that the handshake itself has to refuse what follows.
                ByteBuffer.wrap(bytes).putInt(0, Math.min(bytes.length, 100));
            }
            try (RawPeer client = new RawPeer(port.port())) {
                client.sendUntilClosed(i == 1 ? "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII) : bytes);
                if (bytes.length >= 104) {
                    assertThat(client.closedByPeer()).isTrue();
                }
            }
        }
        Loopback.await("no connection is pending", () -> port.pending() == 0);
        assertThat(usedHeap() - before).isLessThan(4 << 20);
        assertThat(admitted).isEmpty();
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private byte[] hello() {
        return new ClientProof(loopback.secret.key(Role.PEER), Protocol.RPC, "w", 1, loopback.random).hello();
    }

    private ServerPort port(HandshakeBudget budget) {
        ServerPort port = new ServerPort(
                loopback.loops,
                Loopback.anyPort(),
                loopback.admission(Protocol.RPC, budget),
                (pipeline, peer) -> admitted.add(peer));
        ports.add(port);
        return port;
    }

    private CompletableFuture<ChannelPipeline> connect(ServerPort port, ApplicationSecret secret) {
        Connector connector = new Connector(
                loopback.loops,
                new Connector.Identity(secret.key(Role.PEER), Protocol.RPC, loopback.random, "worker-1", 4711));
        CompletableFuture<ChannelPipeline> outcome = new CompletableFuture<>();
        connector.connect(loopback.loops.next(), Loopback.HOST, port.port(), new Connector.Outcome() {
            @Override
            public void connected(ChannelPipeline pipeline) {
                outcome.complete(pipeline);
            }

            @Override
            public void failed(Throwable cause) {
                outcome.completeExceptionally(cause);
            }
        });
        return outcome;
    }
}

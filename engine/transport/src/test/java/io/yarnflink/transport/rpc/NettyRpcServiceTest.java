package io.yarnflink.transport.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.transport.net.Loopback;
import io.yarnflink.transport.net.ServerPort;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.FreeSlot;
import io.yarnflink.transport.protocol.GetJob;
import io.yarnflink.transport.protocol.JobAccepted;
import io.yarnflink.transport.protocol.SubmitJob;
import io.yarnflink.transport.security.ApplicationSecret;
import io.yarnflink.transport.security.Protocol;
import io.yarnflink.transport.security.Role;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NettyRpcServiceTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Loopback loopback = new Loopback();
    private final List<NettyRpcService> services = new ArrayList<>();
    private final NettyRpcService master = peer(0);
    private final NettyRpcService worker = peer(0);
    private final BlockingQueue<Got> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> lost = new LinkedBlockingQueue<>();

    /** One message as its receiver got it. */
    private record Got(long epoch, SpecificRecord message, Receiver.Reply reply, Thread thread) {}

    @AfterEach
    void end() {
        services.forEach(NettyRpcService::close);
        loopback.close();
    }

    @Test
    void aRequestIsAnsweredFromAnyThread() throws Exception {
        master.register("dispatcher", this::receive);
        CompletableFuture<SpecificRecord> answer =
                worker.ask(master.addressOf("dispatcher"), 7, new GetJob("j1"), LONG);
        Got got = take();
        assertThat(got.epoch()).isEqualTo(7);
        assertThat(got.message()).isEqualTo(new GetJob("j1"));
        assertThat(answer).isNotDone();
        got.reply().succeed(new JobAccepted("j1"));
        got.reply().succeed(new JobAccepted("a second answer is ignored"));
        got.reply().fail(new RpcException(RpcException.Code.REFUSED, "so is a failure"));
        assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(new JobAccepted("j1"));
    }

    @Test
    void aRefusalKeepsItsCodeAndItsWords() throws Exception {
        master.register("dispatcher", this::receive);
        CompletableFuture<SpecificRecord> answer =
                worker.ask(master.addressOf("dispatcher"), 1, new GetJob("j1"), LONG);
        take().reply().fail(new RpcException(RpcException.Code.STALE_EPOCH, "follows epoch 2 – not 1"));
        RpcException failure = failure(answer);
        assertThat(failure.code()).isEqualTo(RpcException.Code.STALE_EPOCH);
        assertThat(failure).hasMessage("follows epoch 2 – not 1");
    }

    @Test
    void anUnknownEndpointIsNamed() {
        RpcException failure = failure(worker.ask(master.addressOf("nobody"), 1, new GetJob("j1"), LONG));
        assertThat(failure.code()).isEqualTo(RpcException.Code.NO_ENDPOINT);
        assertThat(failure).hasMessageContaining("'nobody'");
    }

    @Test
    void aReceiversExceptionIsARefusal() {
        master.register("dispatcher", (epoch, message, reply) -> {
            throw new IllegalStateException("main thread is closed");
        });
        RpcException failure = failure(worker.ask(master.addressOf("dispatcher"), 1, new GetJob("j1"), LONG));
        assertThat(failure.code()).isEqualTo(RpcException.Code.REFUSED);
        assertThat(failure).hasMessageContaining("main thread is closed");
    }

    @Test
    void noAnswerInTimeIsATimeoutThatNamesTheRequest() throws Exception {
        master.register("dispatcher", this::receive);
        Address dispatcher = master.addressOf("dispatcher");
        CompletableFuture<SpecificRecord> answer = worker.ask(dispatcher, 1, new GetJob("j1"), Duration.ofMillis(50));
        RpcException failure = failure(answer);
        assertThat(failure.code()).isEqualTo(RpcException.Code.TIMEOUT);
        assertThat(failure).hasMessage("GetJob to " + dispatcher + " was not answered within 50 ms");
        take().reply().succeed(new Ack());
        CompletableFuture<SpecificRecord> next = worker.ask(dispatcher, 1, new GetJob("j2"), LONG);
        take().reply().succeed(new JobAccepted("j2"));
        assertThat(next.get(10, TimeUnit.SECONDS)).as("not the late answer").isEqualTo(new JobAccepted("j2"));
    }

    @Test
    void aPeerThatHasGoneWithoutAWordIsReachedOverANewConnection() throws Exception {
        worker.onPeerLost((host, port, cause) -> lost.add(cause));
        AtomicInteger connections = new AtomicInteger();
        RpcFrames frames = new RpcFrames(loopback.loops.allocator());
        // Of the first connection nothing is ever read, as if the peer's host had lost it.
        ServerPort port = new ServerPort(
                loopback.loops, Loopback.anyPort(), loopback.admission(Protocol.RPC), (pipeline, peer) -> {
                    if (connections.incrementAndGet() == 1) {
                        pipeline.channel().config().setAutoRead(false);
                    } else {
                        pipeline.addLast(new IncomingConnection(
                                peer,
                                frames,
                                Map.of("dispatcher", this::receive),
                                loopback.faults,
                                (hello, cause) -> {}));
                    }
                });
        Address dispatcher = new Address(Loopback.HOST, port.port(), "dispatcher");
        CompletableFuture<SpecificRecord> waiting = worker.ask(dispatcher, 1, new GetJob("j0"), LONG);
        RpcException unanswered = failure(worker.ask(dispatcher, 1, new GetJob("j1"), Duration.ofSeconds(3)));
        assertThat(unanswered.code()).isEqualTo(RpcException.Code.TIMEOUT);
        RpcException alongside = failure(waiting);
        assertThat(alongside.code()).isEqualTo(RpcException.Code.TIMEOUT);
        assertThat(alongside).hasMessage(Loopback.HOST + ":" + port.port() + ": it has said nothing for 3000 ms");
        CompletableFuture<SpecificRecord> answer = worker.ask(dispatcher, 1, new GetJob("j2"), LONG);
        take().reply().succeed(new JobAccepted("j2"));
        assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(new JobAccepted("j2"));
        assertThat(lost).isEmpty();
        port.close();
    }

    @Test
    void aSlowEndpointOfAPeerThatAnswersOthersKeepsItsConnection() throws Exception {
        master.register("dispatcher", this::receive);
        Address dispatcher = master.addressOf("dispatcher");
        CompletableFuture<SpecificRecord> slow = worker.ask(dispatcher, 1, new GetJob("slow"), LONG);
        CompletableFuture<SpecificRecord> never = worker.ask(dispatcher, 1, new GetJob("j"), Duration.ofSeconds(3));
        Got first = take();
        assertThat(failure(worker.ask(master.addressOf("nobody"), 1, new GetJob("j"), LONG))
                        .code())
                .isEqualTo(RpcException.Code.NO_ENDPOINT);
        assertThat(failure(never).code()).isEqualTo(RpcException.Code.TIMEOUT);
        first.reply().succeed(new JobAccepted("slow"));
        assertThat(slow.get(10, TimeUnit.SECONDS)).isEqualTo(new JobAccepted("slow"));
    }

    @Test
    void toldMessagesArriveInOrder() throws Exception {
        master.register("dispatcher", this::receive);
        for (int i = 0; i < 2000; i++) {
            worker.tell(master.addressOf("dispatcher"), 1, new GetJob("j" + i));
        }
        for (int i = 0; i < 2000; i++) {
            Got got = take();
            assertThat(got.message()).isEqualTo(new GetJob("j" + i));
            got.reply().succeed(new Ack());
        }
    }

    @Test
    void aMessageToTheProcessItselfTakesNoNetworkButAnotherThread() throws Exception {
        master.register("dispatcher", this::receive);
        GetJob request = new GetJob("j1");
        CompletableFuture<SpecificRecord> answer = master.ask(master.addressOf("dispatcher"), 3, request, LONG);
        Got got = take();
        assertThat(got.message()).isSameAs(request);
        assertThat(got.thread()).isNotEqualTo(Thread.currentThread());
        Ack ack = new Ack();
        got.reply().succeed(ack);
        assertThat(answer.get(10, TimeUnit.SECONDS)).isSameAs(ack);

        assertThat(failure(master.ask(master.addressOf("nobody"), 3, request, LONG))
                        .code())
                .isEqualTo(RpcException.Code.NO_ENDPOINT);
        assertThat(failure(master.ask(master.addressOf("dispatcher"), 3, request, Duration.ofMillis(20)))
                        .code())
                .isEqualTo(RpcException.Code.TIMEOUT);
    }

    @Test
    void nobodyListeningIsUnreachable() throws Exception {
        int freePort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freePort = socket.getLocalPort();
        }
        RpcException failure =
                failure(worker.ask(new Address(Loopback.HOST, freePort, "dispatcher"), 1, new GetJob("j"), LONG));
        assertThat(failure.code()).isEqualTo(RpcException.Code.UNREACHABLE);
        assertThat(failure).hasMessageContaining(Loopback.HOST + ":" + freePort);
    }

    @Test
    void anUnknownHostIsUnreachable() {
        RpcException failure =
                failure(worker.ask(new Address("no-such-host.invalid", 1, "x"), 1, new GetJob("j"), LONG));
        assertThat(failure.code()).isEqualTo(RpcException.Code.UNREACHABLE);
        assertThat(failure).hasMessageContaining("no-such-host.invalid");
    }

    @Test
    void aLostConnectionFailsItsRequestsAtOnceAndTheNextRequestReconnects() throws Exception {
        master.register("dispatcher", this::receive);
        worker.onPeerLost((host, port, cause) -> lost.add(host + ":" + port));
        Address dispatcher = master.addressOf("dispatcher");
        CompletableFuture<SpecificRecord> first = worker.ask(dispatcher, 1, new GetJob("j1"), LONG);
        CompletableFuture<SpecificRecord> second = worker.ask(dispatcher, 1, new GetJob("j2"), LONG);
        take();
        take();
        master.close();
        assertThat(failure(first).code()).isEqualTo(RpcException.Code.UNREACHABLE);
        assertThat(failure(second)).hasMessageContaining("connection lost");
        assertThat(lost.poll(10, TimeUnit.SECONDS)).isEqualTo(Loopback.HOST + ":" + dispatcher.port());

        NettyRpcService restarted = peer(dispatcher.port());
        restarted.register("dispatcher", this::receive);
        CompletableFuture<SpecificRecord> third = worker.ask(dispatcher, 2, new GetJob("j3"), LONG);
        take().reply().succeed(new Ack());
        assertThat(third.get(10, TimeUnit.SECONDS)).isEqualTo(new Ack());
    }

    @Test
    void theProcessThatWasConnectedToHearsOfTheLossUnderThePeersOwnAddress() throws Exception {
        master.register("dispatcher", this::receive);
        master.onPeerLost((host, port, cause) -> lost.add(host + ":" + port));
        worker.tell(master.addressOf("dispatcher"), 1, new Ack());
        take();
        worker.close();
        assertThat(lost.poll(10, TimeUnit.SECONDS))
                .isEqualTo(Loopback.HOST + ":" + worker.addressOf("x").port());
    }

    @Test
    void closingFailsWhatWaitsAndWhatFollows() throws Exception {
        master.register("dispatcher", this::receive);
        worker.onPeerLost((host, port, cause) -> lost.add(cause));
        Address dispatcher = master.addressOf("dispatcher");
        CompletableFuture<SpecificRecord> waiting = worker.ask(dispatcher, 1, new GetJob("j1"), LONG);
        worker.register("self", this::receive);
        CompletableFuture<SpecificRecord> local = worker.ask(worker.addressOf("self"), 1, new Ack(), LONG);
        take();
        take();
        worker.close();
        assertThat(failure(waiting).code()).isEqualTo(RpcException.Code.UNREACHABLE);
        assertThat(failure(local).code()).isEqualTo(RpcException.Code.UNREACHABLE);
        assertThat(failure(worker.ask(dispatcher, 1, new GetJob("j2"), LONG)).code())
                .isEqualTo(RpcException.Code.UNREACHABLE);
        assertThat(lost).as("the loss was its own doing").isEmpty();
    }

    @Test
    void aMessageBeyondTheBoundIsRefusedWithItsSizeAndHarmsNothing() throws Exception {
        master.register("dispatcher", this::receive);
        Address dispatcher = master.addressOf("dispatcher");
        SubmitJob tooLarge = new SubmitJob(ByteBuffer.allocate(11 << 20));
        RpcException failure = failure(worker.ask(dispatcher, 1, tooLarge, LONG));
        assertThat(failure.code()).isEqualTo(RpcException.Code.REFUSED);
        assertThat(failure).hasMessageContaining("SubmitJob takes 11534").hasMessageContaining("10485760");

        SubmitJob large = new SubmitJob(ByteBuffer.allocate(10_400_000));
        CompletableFuture<SpecificRecord> answer = worker.ask(dispatcher, 1, large, LONG);
        Got got = take();
        assertThat(got.message()).isEqualTo(large);
        got.reply().succeed(tooLarge);
        assertThat(failure(answer).code()).isEqualTo(RpcException.Code.REFUSED);
    }

    @Test
    void aMessageWithAnUnsetFieldIsRefusedByItsName() {
        RpcException failure = failure(worker.ask(master.addressOf("dispatcher"), 1, new FreeSlot(), LONG));
        assertThat(failure.code()).isEqualTo(RpcException.Code.REFUSED);
        assertThat(failure).hasMessageContaining("FreeSlot cannot be written");
    }

    @Test
    void aClientReachesTheDispatcherAndNothingElse() throws Exception {
        master.register("dispatcher", this::receive);
        master.register("jobmaster", this::receive);
        NettyRpcService client =
                new NettyRpcService(loopback.loops, loopback.secret.key(Role.CLIENT), loopback.random, loopback.clock);
        services.add(client);
        CompletableFuture<SpecificRecord> answer =
                client.ask(master.addressOf("dispatcher"), RpcService.NO_EPOCH, new GetJob("j"), LONG);
        take().reply().succeed(new Ack());
        assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(new Ack());
        RpcException failure =
                failure(client.ask(master.addressOf("jobmaster"), RpcService.NO_EPOCH, new GetJob("j"), LONG));
        assertThat(failure.code()).isEqualTo(RpcException.Code.REFUSED);
        assertThat(failure).hasMessageContaining("'jobmaster'");
        assertThat(received).isEmpty();
    }

    @Test
    void noEpochThatAClientClaimsReachesTheDispatcher() throws Exception {
        master.register("dispatcher", this::receive);
        NettyRpcService client =
                new NettyRpcService(loopback.loops, loopback.secret.key(Role.CLIENT), loopback.random, loopback.clock);
        services.add(client);
        client.tell(master.addressOf("dispatcher"), Long.MAX_VALUE, new GetJob("j"));
        assertThat(take().epoch()).isEqualTo(RpcService.NO_EPOCH);
    }

    @Test
    void theWrongSecretIsUnauthenticated() {
        NettyRpcService stranger = new NettyRpcService(
                loopback.loops,
                ApplicationSecret.create(loopback.random).key(Role.CLIENT),
                loopback.random,
                loopback.clock);
        services.add(stranger);
        RpcException failure = failure(stranger.ask(master.addressOf("dispatcher"), 0, new GetJob("j"), LONG));
        assertThat(failure.code()).isEqualTo(RpcException.Code.UNAUTHENTICATED);
    }

    private NettyRpcService peer(int port) {
        NettyRpcService service = new NettyRpcService(
                loopback.loops,
                loopback.admission(Protocol.RPC),
                Loopback.HOST,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        services.add(service);
        return service;
    }

    private void receive(long epoch, SpecificRecord message, Receiver.Reply reply) {
        received.add(new Got(epoch, message, reply, Thread.currentThread()));
    }

    private Got take() throws InterruptedException {
        return Objects.requireNonNull(received.poll(10, TimeUnit.SECONDS), "nothing was received");
    }

    private static RpcException failure(CompletableFuture<SpecificRecord> answer) {
        try {
            throw new AssertionError("Answered " + answer.get(10, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return (RpcException) Objects.requireNonNull(e.getCause());
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}

package io.yarnflink.transport.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.yarnflink.transport.net.Loopback;
import io.yarnflink.transport.net.RawPeer;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.GetJob;
import io.yarnflink.transport.security.Protocol;
import io.yarnflink.transport.security.Role;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RpcBadFramesTest {
    private final Loopback loopback = new Loopback();
    private final RpcFrames frames = new RpcFrames(UnpooledByteBufAllocator.DEFAULT);
    private final NettyRpcService service =
            new NettyRpcService(loopback.loops, loopback.admission(Protocol.RPC), Loopback.HOST, Loopback.anyPort());
    private final Address dispatcher = service.addressOf("dispatcher");

    @AfterEach
    void end() {
        service.close();
        loopback.close();
    }

    @Test
    void eachKindOfBadFrameClosesItsConnectionAndIsCounted() throws Exception {
        byte[] good = request(new GetJob("j1"));
        List<byte[]> bad = List.of(
                length(0),
                length(-1),
                length(Integer.MAX_VALUE),
                length(RpcFrames.MAX_BYTES + 1),
                framed(new byte[] {9, 0, 0, 0, 0, 0, 0, 0, 1}),
                framed(new byte[] {1}),
                framed(Arrays.copyOf(good, good.length - 1)),
                framed(Arrays.copyOf(good, good.length + 1)),
                framed(withUnknownType(good)),
                framed(answer()));
        for (byte[] bytes : bad) {
            try (RawPeer peer = authenticated()) {
                peer.send(bytes);
                assertThat(peer.closedByPeer()).isTrue();
            }
        }
        assertThat(loopback.faults.total()).isEqualTo(bad.size());
        try (RawPeer peer = authenticated()) {
            peer.sendFrame(good);
            assertThat(frames.decode(io.netty.buffer.Unpooled.wrappedBuffer(peer.readFrame())))
                    .isInstanceOf(RpcFrame.Failure.class);
        }
    }

    @Test
    void aPeerThatReadsNoAnswersIsCutOff() throws Exception {
        byte[] large = new byte[1 << 20];
        service.register(
                "dispatcher",
                (epoch, message, reply) ->
                        reply.succeed(new io.yarnflink.transport.protocol.SubmitJob(ByteBuffer.wrap(large))));
        byte[] request = request(new GetJob("j1"));
        try (RawPeer peer = authenticated()) {
            long before = loopback.faults.total();
            for (int i = 0; i < 200 && loopback.faults.total() == before; i++) {
                peer.sendUntilClosed(framed(request));
            }
            Loopback.await("the peer is cut off", () -> loopback.faults.total() > before);
        }
    }

    @Test
    void mutatedFramesNeverHarmMoreThanTheirConnection() throws Exception {
        service.register("dispatcher", (epoch, message, reply) -> reply.succeed(new Ack()));
        Random random = new Random(1_234_567);
        List<SpecificRecord> messages = new ArbitraryMessages(11).ofEachKind();
        RawPeer peer = authenticated();
        for (int i = 0; i < 10_000; i++) {
            byte[] frame = framed(request(messages.get(random.nextInt(messages.size()))));
            int mutations = random.nextInt(4);
            for (int m = 0; m < mutations; m++) {
                // Seldom the length itself: a wrong one within bounds only waits for the bytes it promises.
                int from = random.nextInt(50) == 0 ? 0 : 4;
                frame[from + random.nextInt(frame.length - from)] = (byte) random.nextInt();
            }
            peer.sendUntilClosed(random.nextInt(20) == 0 ? Arrays.copyOf(frame, random.nextInt(frame.length)) : frame);
            if (random.nextInt(20) == 0) {
                peer.close();
                peer = authenticated();
            }
        }
        peer.close();
        assertThat(loopback.faults.total()).isGreaterThan(100);
        NettyRpcService other = new NettyRpcService(
                loopback.loops, loopback.admission(Protocol.RPC), Loopback.HOST, Loopback.anyPort());
        assertThat(other.ask(dispatcher, 1, new GetJob("j"), Duration.ofSeconds(10))
                        .get(10, TimeUnit.SECONDS))
                .isEqualTo(new Ack());
        other.close();
    }

    private RawPeer authenticated() throws Exception {
        return RawPeer.authenticated(dispatcher.port(), Protocol.RPC, loopback.secret.key(Role.PEER), loopback.random);
    }

    private byte[] request(SpecificRecord message) throws RpcException {
        return body(new RpcFrame.Request(1, false, 1, "dispatcher", message));
    }

    private byte[] answer() throws RpcException {
        return body(new RpcFrame.Answer(1, new Ack()));
    }

    private byte[] body(RpcFrame frame) throws RpcException {
        ByteBuf encoded = frames.encode(frame);
        byte[] body = ByteBufUtil.getBytes(encoded.skipBytes(4));
        encoded.release();
        return body;
    }

    private static byte[] withUnknownType(byte[] request) {
        byte[] changed = request.clone();
        int typeAt = 1 + 8 + 8 + 1 + "dispatcher".length();
        changed[typeAt] = (byte) 0xFF;
        return changed;
    }

    private static byte[] length(int length) {
        return ByteBuffer.allocate(4).putInt(length).array();
    }

    private static byte[] framed(byte[] body) {
        return ByteBuffer.allocate(4 + body.length)
                .putInt(body.length)
                .put(body)
                .array();
    }
}

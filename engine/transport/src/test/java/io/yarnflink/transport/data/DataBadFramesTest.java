package io.yarnflink.transport.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;
import io.yarnflink.api.time.SystemClock;
import io.yarnflink.transport.net.FrameDecoder;
import io.yarnflink.transport.net.Loopback;
import io.yarnflink.transport.net.RawPeer;
import io.yarnflink.transport.net.ServerPort;
import io.yarnflink.transport.security.Protocol;
import io.yarnflink.transport.security.Role;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DataBadFramesTest {
    private static final SubpartitionId ID = new SubpartitionId("map-0", 0, 0);
    private static final byte[] NAME = SubpartitionName.encode(ID);

    private final Loopback loopback = new Loopback();
    private final NettyDataNetwork network = network();
    private final TestConsumer consumer = new TestConsumer();

    @AfterEach
    void nothingIsLost() {
        network.close();
        loopback.stop();
        consumer.releaseAll();
        assertThat(network.bytesInUse()).isZero();
        loopback.close();
    }

    @Test
    void eachBadFrameOfAConsumerClosesItsConnection() throws Exception {
        byte[] open = frame(WireFrame.OPEN, 1, 4, NAME);
        List<byte[]> bad = List.of(
                length(0),
                length(-1),
                length(Integer.MAX_VALUE),
                frame(WireFrame.OPEN, 1, 4, new byte[WireFrame.MAX_TEXT_BYTES + 1]),
                frame(WireFrame.OPEN, 1, 4, new byte[3]),
                frame(WireFrame.OPEN, 1, -1, NAME),
                frame(WireFrame.OPEN, 1, WireFrame.MAX_CREDIT + 1, NAME),
                frame(WireFrame.OPEN, 2, 4, NAME),
                frame((byte) 99, 1, 0, new byte[0]),
                frame(WireFrame.CREDIT, 1, 1, new byte[0]),
                frame(WireFrame.CLOSE, 0, 0, new byte[0]),
                frame(WireFrame.DATA, 1, 0, new byte[10]),
                both(open, open),
                both(open, frame(WireFrame.CREDIT, 1, 0, new byte[0])),
                both(open, frame(WireFrame.CREDIT, 1, -5, new byte[0])),
                both(open, frame(WireFrame.CREDIT, 1, WireFrame.MAX_CREDIT, new byte[0])),
                both(open, frame(WireFrame.CREDIT, 1, Integer.MAX_VALUE, new byte[0])),
                both(open, frame(WireFrame.CREDIT, 2, 1, new byte[0])),
                both(open, frame(WireFrame.GONE, 1, 0, new byte[0])),
                both(open, frame((byte) -7, 1, 0, new byte[0])));
        for (byte[] bytes : bad) {
            try (RawPeer peer = authenticated()) {
                peer.send(bytes);
                assertThat(peer.closedByPeer()).as(Arrays.toString(bytes)).isTrue();
            }
        }
        assertThat(loopback.faults.total()).isEqualTo(bad.size());
    }

    @Test
    void aProducerThatSendsWithoutCreditIsCutOffByName() {
        byte[] twoFrames = both(frame(WireFrame.DATA, 1, 0, new byte[10]), frame(WireFrame.DATA, 1, 1, new byte[10]));
        assertThat(lossAfter(twoFrames, 1)).contains("map-0").contains("frame 1 without credit");
        assertThat(consumer.frames).hasSize(1);
    }

    @Test
    void aGapInAChannelsFramesIsCutOffByName() {
        assertThat(lossAfter(frame(WireFrame.DATA, 1, 1, new byte[10]), 4))
                .contains("map-0")
                .contains("sent frame 1 where 0 was due");
    }

    @Test
    void eachBadFrameOfAProducerClosesItsConnection() {
        List<byte[]> bad = List.of(
                length(0),
                length(Integer.MIN_VALUE),
                length(BufferPool.FRAME_BYTES + WireFrame.HEADER_BYTES),
                frame(WireFrame.DATA, 2, 0, new byte[10]),
                frame(WireFrame.DATA, 0, 0, new byte[10]),
                frame(WireFrame.OPEN, 1, 4, NAME),
                frame(WireFrame.CREDIT, 1, 4, new byte[0]),
                frame(WireFrame.CLOSE, 7, 0, new byte[0]),
                frame(WireFrame.GONE, 1, 0, new byte[WireFrame.MAX_TEXT_BYTES + 1]));
        for (byte[] bytes : bad) {
            assertThat(lossAfter(bytes, 4)).as(Arrays.toString(bytes)).contains("connection lost");
        }
        assertThat(loopback.faults.total()).isEqualTo(bad.size());
        assertThat(lossAfter(frame(WireFrame.GONE, 1, 0, "bye".getBytes(UTF_8)), 4))
                .endsWith("bye");
    }

    @Test
    void mutatedFramesOfConsumersNeverHarmMoreThanTheirConnection() throws Exception {
        Random random = new Random(77);
        TestProducer producer = new TestProducer(network);
        network.publish(ID, producer);
        for (int sent = 0; sent < 10_000; ) {
            try (RawPeer peer = authenticated()) {
                for (int i = 0; i < 20; i++, sent++) {
                    peer.sendUntilClosed(mutated(random, consumerFrame(random, i)));
                }
            }
        }
        assertThat(loopback.faults.total()).isGreaterThan(100);
        NettyDataNetwork other = network();
        SubpartitionId id = new SubpartitionId("still works", 0, 0);
        TestProducer healthy = new TestProducer(network);
        network.publish(id, healthy);
        other.open(Loopback.HOST, network.port(), id, 1, consumer);
        healthy.sendWhenAllowed(5, 4);
        assertThat(consumer.takeNumber()).isEqualTo(5);
        other.close();
    }

    @Test
    void mutatedFramesOfProducersNeverHarmMoreThanTheirConnection() {
        Random random = new Random(78);
        for (int sent = 0; sent < 10_000; sent += 20) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int i = 0; i < 20; i++) {
                bytes.writeBytes(mutated(random, producerFrame(random, i)));
            }
            produce(bytes.toByteArray(), 10).close();
            consumer.releaseAll();
        }
        assertThat(loopback.faults.total()).isGreaterThan(100);
    }

    /** What the consumer of a channel hears after its producer sent these bytes and closed the connection. */
    private String lossAfter(byte[] bytes, int credit) {
        DataNetwork.IncomingChannel channel = produce(bytes, credit);
        String loss = consumer.awaitLoss();
        channel.close();
        return loss;
    }

    /** Sends these bytes as a channel's producer, and waits until the consumer's process has closed the connection. */
    private DataNetwork.IncomingChannel produce(byte[] bytes, int credit) {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        ServerPort producer = new ServerPort(
                loopback.loops, Loopback.anyPort(), loopback.admission(Protocol.DATA), (pipeline, peer) -> {
                    pipeline.addLast(new ChannelInboundHandlerAdapter() {
                        private boolean sent;

                        @Override
                        public void channelRead(ChannelHandlerContext context, Object anyFrame) {
                            ReferenceCountUtil.release(anyFrame);
                            if (!sent) {
                                sent = true;
                                SocketChannel channel = (SocketChannel) context.channel();
                                channel.writeAndFlush(Unpooled.copiedBuffer(bytes))
                                        .addListener(written -> channel.shutdownOutput());
                            }
                        }

                        @Override
                        public void channelInactive(ChannelHandlerContext context) {
                            closed.complete(null);
                        }

                        @Override
                        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                            context.close();
                        }
                    });
                    pipeline.remove(FrameDecoder.class);
                });
        DataNetwork.IncomingChannel channel = network.open(Loopback.HOST, producer.port(), ID, credit, consumer);
        closed.orTimeout(10, TimeUnit.SECONDS).join();
        producer.close();
        return channel;
    }

    private static byte[] consumerFrame(Random random, int index) {
        return switch (random.nextInt(4)) {
            case 0 -> frame(WireFrame.OPEN, index + 1, random.nextInt(10), NAME);
            case 1 -> frame(WireFrame.CREDIT, random.nextInt(3), random.nextInt(10), new byte[0]);
            case 2 -> frame(WireFrame.CLOSE, random.nextInt(3), 0, new byte[0]);
            default -> frame((byte) random.nextInt(7), 1, random.nextInt(), new byte[random.nextInt(50)]);
        };
    }

    private static byte[] producerFrame(Random random, int index) {
        return switch (random.nextInt(20)) {
            case 0 -> frame(WireFrame.GONE, 1, 0, new byte[random.nextInt(50)]);
            case 1 -> frame(WireFrame.CLOSE, 1, 0, new byte[0]);
            case 2 -> frame((byte) random.nextInt(7), 1, random.nextInt(), new byte[random.nextInt(50)]);
            default -> frame(WireFrame.DATA, 1, index, new byte[random.nextInt(2000)]);
        };
    }

    private static byte[] mutated(Random random, byte[] frame) {
        if (random.nextInt(3) == 0) {
            frame[random.nextInt(Math.min(frame.length, WireFrame.HEADER_BYTES))] = (byte) random.nextInt();
        }
        return random.nextInt(50) == 0 ? Arrays.copyOf(frame, random.nextInt(frame.length)) : frame;
    }

    private static byte[] frame(byte type, int channel, int number, byte[] rest) {
        return ByteBuffer.allocate(WireFrame.HEADER_BYTES + rest.length)
                .putInt(WireFrame.HEADER_BYTES - WireFrame.LENGTH_BYTES + rest.length)
                .put(type)
                .putInt(channel)
                .putInt(number)
                .put(rest)
                .array();
    }

    /** A header whose length says so. */
    private static byte[] length(int length) {
        return ByteBuffer.allocate(WireFrame.HEADER_BYTES)
                .putInt(length)
                .put(WireFrame.DATA)
                .putInt(1)
                .array();
    }

    private static byte[] both(byte[] first, byte[] second) {
        ByteBuf both = Unpooled.wrappedBuffer(first, second);
        byte[] bytes = new byte[both.readableBytes()];
        both.readBytes(bytes);
        return bytes;
    }

    private RawPeer authenticated() throws Exception {
        return RawPeer.authenticated(network.port(), Protocol.DATA, loopback.secret.key(Role.PEER), loopback.random);
    }

    private NettyDataNetwork network() {
        return new NettyDataNetwork(
                loopback.loops,
                loopback.admission(Protocol.DATA),
                Loopback.HOST,
                Loopback.anyPort(),
                new DataSettings(1 << 24, Duration.ofMinutes(1), Duration.ofSeconds(1)),
                SystemClock.INSTANCE);
    }
}

package io.yarnflink.transport.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.yarnflink.transport.net.Connector;
import io.yarnflink.transport.net.FrameDecoder;
import io.yarnflink.transport.net.PeerFaultLog;
import io.yarnflink.transport.net.ProtocolViolation;
import io.yarnflink.transport.security.AuthenticationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection over which this process consumes subpartitions of another; its state belongs to its event loop. */
final class ConsumerConnection extends SimpleChannelInboundHandler<ByteBuf>
        implements Connector.Outcome, FrameReader.Sink {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerConnection.class);
    private static final int RETRIES = 5;
    private static final long FIRST_PAUSE_MILLIS = 100;

    private final String producer;
    private final EventLoop loop;
    private final BufferPool pool;
    private final PeerFaultLog faults;
    private final Consumer<ConsumerConnection> onEnd;
    private final FrameQueue queue;
    private final FrameReader reader = new FrameReader(this);
    private final Map<Integer, ConsumingChannel> channels = new HashMap<>();
    private @Nullable Runnable attempt;
    private int retries;
    private @Nullable Channel channel;
    private int lastNumber;
    private @Nullable String lost;
    private String cause = "the peer closed the connection";

    ConsumerConnection(
            String producer, EventLoop loop, BufferPool pool, PeerFaultLog faults, Consumer<ConsumerConnection> onEnd) {
        this.producer = producer;
        this.loop = loop;
        this.pool = pool;
        this.faults = faults;
        this.onEnd = onEnd;
        this.queue = new FrameQueue(loop);
    }

    /** Connects, soon; any thread. */
    void connect(Connector connector, String host, int port) {
        onLoop(() -> {
            attempt = () -> connector.connect(loop, host, port, this);
            attempt.run();
        });
    }

    /** Opens a channel, as soon as the connection stands; any thread. */
    DataNetwork.IncomingChannel open(SubpartitionId id, int initialCredit, DataNetwork.Consumer consumer) {
        ConsumingChannel opened = new ConsumingChannel(this, id, initialCredit, consumer);
        onLoop(() -> {
            if (lost != null) {
                opened.producerLost(lost);
                return;
            }
            lastNumber++;
            channels.put(lastNumber, opened);
            opened.open(lastNumber);
        });
        return opened;
    }

    /** Any thread. */
    void send(WireFrame frame) {
        queue.add(frame);
    }

    /** A closed channel needs the memory for its credit no more; any thread. */
    void giveBack(int credit) {
        pool.giveBack(credit);
    }

    /** Any thread. */
    void onLoop(Runnable action) {
        try {
            loop.execute(action);
        } catch (RejectedExecutionException e) {
            // The event loops are gone, and all channels with them.
        }
    }

    /** Any thread. */
    void close(String why) {
        onLoop(() -> end(why));
    }

    void ended(ConsumingChannel ended) {
        channels.remove(ended.number());
    }

    @Override
    public void connected(ChannelPipeline pipeline) {
        if (lost != null) {
            pipeline.channel().close();
            return;
        }
        channel = pipeline.channel();
        pipeline.addLast(this);
        pipeline.remove(FrameDecoder.class);
        queue.begin(channel);
    }

    /** The peer may be busy with many handshakes, or its network may be; whom it does not believe it will not later. */
    @Override
    public void failed(Throwable failure) {
        if (retries < RETRIES && !(failure instanceof AuthenticationException)) {
            long pause = FIRST_PAUSE_MILLIS << retries;
            retries++;
            LOG.info("{}: cannot connect, again in {} ms: {}", producer, pause, failure.getMessage());
            try {
                loop.schedule(this::connectAgain, pause, TimeUnit.MILLISECONDS);
                return;
            } catch (RejectedExecutionException e) {
                // The event loops are gone: this was the last attempt.
            }
        }
        end("cannot connect, tried " + (retries + 1) + (retries == 0 ? " time: " : " times: ") + failure.getMessage());
    }

    private void connectAgain() {
        if (lost == null && attempt != null) {
            attempt.run();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf in) {
        if (lost == null) {
            reader.read(in);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        queue.drain();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (failure instanceof ProtocolViolation && lost == null) {
            faults.report("DATA", context.channel().remoteAddress(), String.valueOf(failure.getMessage()));
        }
        cause = String.valueOf(failure.getMessage());
        end("connection lost: " + cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end("connection lost: " + cause);
    }

    private void end(String why) {
        if (lost != null) {
            return;
        }
        String told = producer + ": " + why;
        lost = told;
        onEnd.accept(this);
        reader.close();
        queue.end();
        new ArrayList<>(channels.values()).forEach(consuming -> consuming.producerLost(told));
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public @Nullable PooledFrame payload(int number, int sequence, int length) {
        ConsumingChannel to = channel(number);
        if (to == null) {
            return null;
        }
        to.expect(sequence);
        return to.isClosed() ? null : pool.toReceive(length);
    }

    @Override
    public void data(int number, PooledFrame payload) {
        ConsumingChannel to = channels.get(number);
        if (to == null) {
            payload.release();
        } else {
            to.deliver(payload);
        }
    }

    @Override
    public void control(byte type, int number, int value, byte[] text) {
        ConsumingChannel to = channel(number);
        switch (type) {
            case WireFrame.CLOSE -> {
                if (to != null) {
                    to.producerClosed();
                }
            }
            case WireFrame.GONE -> {
                if (to != null) {
                    to.producerLost(producer + ": " + new String(text, UTF_8));
                }
            }
            default -> throw new ProtocolViolation("a producer sent a frame of type " + type);
        }
    }

    /** The channel of this number; null when it was closed here while the frame was on its way. */
    private @Nullable ConsumingChannel channel(int number) {
        if (number <= 0 || number > lastNumber) {
            throw new ProtocolViolation("a frame names channel " + number + ", which was not opened");
        }
        return channels.get(number);
    }
}

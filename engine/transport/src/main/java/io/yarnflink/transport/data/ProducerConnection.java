package io.yarnflink.transport.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.yarnflink.transport.net.PeerFaultLog;
import io.yarnflink.transport.net.ProtocolViolation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection from a process that consumes subpartitions of this one; its state belongs to its event loop. */
final class ProducerConnection extends SimpleChannelInboundHandler<ByteBuf> implements FrameReader.Sink {
    private static final int MAX_CHANNELS = 1 << 16;

    private final String consumer;
    private final EventLoop loop;
    private final Publications publications;
    private final Duration publishWait;
    private final PeerFaultLog faults;
    private final FrameQueue queue;
    private final FrameReader reader = new FrameReader(this);
    private final Map<Integer, ProducingChannel> channels = new HashMap<>();
    private int lastNumber;
    private boolean ended;
    private String cause = "the peer closed the connection";

    ProducerConnection(
            String consumer, EventLoop loop, Publications publications, Duration publishWait, PeerFaultLog faults) {
        this.consumer = consumer;
        this.loop = loop;
        this.publications = publications;
        this.publishWait = publishWait;
        this.faults = faults;
        this.queue = new FrameQueue(loop);
    }

    /** Any thread. */
    void send(WireFrame frame) {
        queue.add(frame);
    }

    void sendGone(int number, SubpartitionId id, String why) {
        byte[] text = (id + ": " + why).getBytes(UTF_8);
        queue.add(WireFrame.control(
                WireFrame.GONE, number, 0, Arrays.copyOf(text, Math.min(text.length, WireFrame.MAX_TEXT_BYTES))));
    }

    /** Any thread. */
    void onLoop(Runnable action) {
        try {
            loop.execute(action);
        } catch (RejectedExecutionException e) {
            // The event loops are gone, and all channels with them.
        }
    }

    void ended(ProducingChannel channel) {
        channels.remove(channel.number());
        publications.release(channel);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        queue.begin(context.channel());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf in) {
        if (!ended) {
            reader.read(in);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        queue.drain();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (failure instanceof ProtocolViolation && !ended) {
            faults.report("DATA port", context.channel().remoteAddress(), String.valueOf(failure.getMessage()));
        }
        cause = String.valueOf(failure.getMessage());
        end();
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end();
    }

    private void end() {
        if (!ended) {
            ended = true;
            reader.close();
            queue.end();
            String lost = consumer + ": connection lost: " + cause;
            new ArrayList<>(channels.values()).forEach(channel -> channel.consumerLost(lost));
        }
    }

    @Override
    public @Nullable PooledFrame payload(int channel, int sequence, int length) {
        throw new ProtocolViolation("a consumer sent a data frame, on channel " + channel);
    }

    @Override
    public void data(int channel, PooledFrame payload) {
        payload.release();
    }

    @Override
    public void control(byte type, int number, int value, byte[] text) {
        if (type == WireFrame.OPEN) {
            open(number, value, text);
            return;
        }
        if (number <= 0 || number > lastNumber) {
            throw new ProtocolViolation("a frame names channel " + number + ", which was not opened");
        }
        ProducingChannel channel = channels.get(number);
        switch (type) {
            case WireFrame.CREDIT -> {
                if (channel != null) {
                    channel.granted(value);
                }
            }
            case WireFrame.CLOSE -> {
                if (channel != null) {
                    channel.consumerLost(consumer + " closed its channel");
                }
            }
            default -> throw new ProtocolViolation("a consumer sent a frame of type " + type);
        }
    }

    private void open(int number, int credit, byte[] text) {
        if (number != lastNumber + 1 || channels.size() >= MAX_CHANNELS) {
            throw new ProtocolViolation("channel " + number + " is opened after channel " + lastNumber + ", with "
                    + channels.size() + " channels open");
        }
        if (credit < 0 || credit > WireFrame.MAX_CREDIT) {
            throw new ProtocolViolation("channel " + number + " is opened with a credit of " + credit);
        }
        lastNumber = number;
        SubpartitionId id = SubpartitionName.decode(text);
        ProducingChannel channel = new ProducingChannel(this, number, id, credit);
        channels.put(number, channel);
        publications
                .consume(channel)
                .ifPresentOrElse(
                        channel::gone,
                        () -> loop.schedule(
                                () -> channel.expire("it was not published within " + publishWait.toMillis() + " ms"),
                                publishWait.toMillis(),
                                TimeUnit.MILLISECONDS));
    }
}

package io.yarnflink.transport.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.Future;
import io.yarnflink.transport.net.Connector;
import io.yarnflink.transport.net.FrameDecoder;
import io.yarnflink.transport.net.PeerFaultLog;
import io.yarnflink.transport.net.ProtocolViolation;
import io.yarnflink.transport.security.AuthenticationException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection to one peer process and the requests that wait for its answers; its state belongs to its event loop. */
final class OutgoingConnection extends SimpleChannelInboundHandler<ByteBuf> implements Connector.Outcome {
    private static final Logger LOG = LoggerFactory.getLogger(OutgoingConnection.class);
    /** A peer that says nothing for so long, though asked, may have gone without a word; a new connection tells. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(3);

    private final String peer;
    private final EventLoop loop;
    private final RpcFrames frames;
    private final PeerFaultLog faults;
    private final Consumer<Ended> onEnd;
    private final Map<Long, Pending> pending = new HashMap<>();
    private final Queue<ByteBuf> unsent = new ArrayDeque<>();
    private long unsentBytes;
    private long heard;
    private @Nullable Channel channel;
    private @Nullable RpcException ended;
    private String cause = "the peer closed the connection";

    /** The connection is over; {@code peerLost} tells whether it stood and broke. */
    record Ended(OutgoingConnection connection, boolean peerLost, String cause) {}

    /** A request, as people read it, and where its answer goes. */
    record Question(long id, String text, Duration timeout, CompletableFuture<SpecificRecord> answer) {}

    /** A request on its way; {@code heardBefore} counts what had come from the peer before. */
    private record Pending(Question question, long heardBefore, Future<?> timer) {
        void fail(RpcException cause) {
            timer.cancel(false);
            question.answer.completeExceptionally(cause);
        }
    }

    OutgoingConnection(String peer, EventLoop loop, RpcFrames frames, PeerFaultLog faults, Consumer<Ended> onEnd) {
        this.peer = peer;
        this.loop = loop;
        this.frames = frames;
        this.faults = faults;
        this.onEnd = onEnd;
    }

    /** Begins to connect; what is sent before the connection stands waits for it. */
    void open(Connector connector, String host, int port) {
        connector.connect(loop, host, port, this);
    }

    /** Sends a request; any thread. Takes over the frame. */
    void ask(Question question, ByteBuf frame) {
        onLoop(frame, question.answer, () -> {
            Future<?> timer =
                    loop.schedule(() -> timedOut(question.id), question.timeout.toMillis(), TimeUnit.MILLISECONDS);
            pending.put(question.id, new Pending(question, heard, timer));
            send(frame);
        });
    }

    /** Sends a message without an answer; any thread. Takes over the frame. */
    void tell(ByteBuf frame) {
        onLoop(frame, new CompletableFuture<>(), () -> send(frame));
    }

    /** Ends the connection; any thread. */
    void close(String why) {
        try {
            loop.execute(() -> end(new RpcException(RpcException.Code.UNREACHABLE, peer + ": " + why), why));
        } catch (RejectedExecutionException e) {
            // The event loops are gone, and all connections with them.
        }
    }

    @Override
    public void connected(ChannelPipeline pipeline) {
        if (ended != null) {
            pipeline.channel().close();
            return;
        }
        channel = pipeline.channel();
        channel.config().setWriteBufferWaterMark(RpcFrames.UNSENT_BOUND);
        pipeline.get(FrameDecoder.class).maxLength(RpcFrames.MAX_BYTES);
        pipeline.addLast(this);
        for (ByteBuf frame = unsent.poll(); frame != null; frame = unsent.poll()) {
            channel.write(frame);
        }
        channel.flush();
    }

    @Override
    public void failed(Throwable failure) {
        RpcException.Code code = failure instanceof AuthenticationException
                ? RpcException.Code.UNAUTHENTICATED
                : RpcException.Code.UNREACHABLE;
        String why = "cannot connect: " + failure.getMessage();
        end(new RpcException(code, peer + ": " + why, failure), why);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf in) {
        heard++;
        RpcFrame frame = frames.decode(in);
        Pending asked = pending.remove(frame.id());
        if (asked == null) {
            return; // It came after its timeout.
        }
        if (frame instanceof RpcFrame.Answer answer) {
            asked.timer.cancel(false);
            asked.question.answer.complete(answer.message());
        } else if (frame instanceof RpcFrame.Failure failure) {
            asked.fail(failure.cause());
        } else {
            asked.fail(
                    new RpcException(RpcException.Code.REFUSED, asked.question.text + " was answered with a request"));
            throw new ProtocolViolation("a request came where an answer was due");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (failure instanceof ProtocolViolation) {
            faults.report("RPC", context.channel().remoteAddress(), String.valueOf(failure.getMessage()));
        }
        cause = String.valueOf(failure.getMessage());
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end(new RpcException(RpcException.Code.UNREACHABLE, peer + ": connection lost: " + cause), cause);
    }

    private void onLoop(ByteBuf frame, CompletableFuture<SpecificRecord> answer, Runnable action) {
        try {
            loop.execute(() -> {
                if (ended == null) {
                    action.run();
                } else {
                    frame.release();
                    answer.completeExceptionally(ended);
                }
            });
        } catch (RejectedExecutionException e) {
            frame.release();
            answer.completeExceptionally(
                    new RpcException(RpcException.Code.UNREACHABLE, peer + ": this process shuts down", e));
        }
    }

    private void send(ByteBuf frame) {
        if (channel != null && channel.isWritable()) {
            channel.writeAndFlush(frame);
            return;
        }
        unsentBytes += frame.readableBytes();
        if (channel == null && unsentBytes <= RpcFrames.UNSENT_BOUND.high()) {
            unsent.add(frame);
            return;
        }
        frame.release();
        cause = "it leaves more than " + RpcFrames.UNSENT_BOUND.high() + " bytes unread";
        end(new RpcException(RpcException.Code.UNREACHABLE, peer + ": " + cause), cause);
    }

    private void timedOut(long id) {
        Pending asked = pending.remove(id);
        if (asked != null) {
            Question question = asked.question;
            asked.fail(new RpcException(
                    RpcException.Code.TIMEOUT,
                    question.text + " was not answered within " + question.timeout.toMillis() + " ms"));
            if (channel != null && asked.heardBefore == heard && question.timeout.compareTo(LONGEST_SILENCE) >= 0) {
                String why = "it has said nothing for " + question.timeout.toMillis() + " ms";
                LOG.info("{}: {}, the next message takes a new connection", peer, why);
                // Nobody knows that the peer is out of reach: it may only be slow.
                end(new RpcException(RpcException.Code.TIMEOUT, peer + ": " + why), why, false);
            }
        }
    }

    private void end(RpcException failure, String why) {
        end(failure, why, channel != null);
    }

    private void end(RpcException failure, String why, boolean peerLost) {
        if (ended != null) {
            return;
        }
        ended = failure;
        unsent.forEach(ByteBuf::release);
        unsent.clear();
        List<Pending> asked = new ArrayList<>(pending.values());
        pending.clear();
        onEnd.accept(new Ended(this, peerLost, why));
        asked.forEach(request -> request.fail(failure));
        if (channel != null) {
            channel.close();
        }
    }
}

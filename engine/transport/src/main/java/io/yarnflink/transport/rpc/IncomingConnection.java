package io.yarnflink.transport.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.yarnflink.transport.net.PeerFaultLog;
import io.yarnflink.transport.net.ProtocolViolation;
import io.yarnflink.transport.security.Hello;
import io.yarnflink.transport.security.Role;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection from a peer or client: hands its requests to the receivers here and carries their answers back. */
final class IncomingConnection extends SimpleChannelInboundHandler<ByteBuf> {
    /** The one endpoint that clients may reach. */
    static final String CLIENTS_ENDPOINT = "dispatcher";

    private static final Logger LOG = LoggerFactory.getLogger(IncomingConnection.class);

    private final Hello peer;
    private final RpcFrames frames;
    private final Map<String, Receiver> receivers;
    private final PeerFaultLog faults;
    private final BiConsumer<Hello, String> onEnd;
    private String cause = "the peer closed the connection";

    IncomingConnection(
            Hello peer,
            RpcFrames frames,
            Map<String, Receiver> receivers,
            PeerFaultLog faults,
            BiConsumer<Hello, String> onEnd) {
        this.peer = peer;
        this.frames = frames;
        this.receivers = receivers;
        this.faults = faults;
        this.onEnd = onEnd;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.channel().config().setWriteBufferWaterMark(RpcFrames.UNSENT_BOUND);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf in) {
        if (!(frames.decode(in) instanceof RpcFrame.Request request)) {
            throw new ProtocolViolation("an answer came where a request was due");
        }
        Receiver.Reply reply = new Answering(context.channel(), request);
        if (peer.role() == Role.CLIENT && !request.endpoint().equals(CLIENTS_ENDPOINT)) {
            reply.fail(new RpcException(
                    RpcException.Code.REFUSED,
                    "A client may reach the endpoint '" + CLIENTS_ENDPOINT + "' only, not '" + request.endpoint()
                            + "'"));
            return;
        }
        // A client follows no leader: no epoch that it claims may depose one.
        long epoch = peer.role() == Role.CLIENT ? RpcService.NO_EPOCH : request.epoch();
        deliver(receivers, request.endpoint(), epoch, request.message(), reply);
    }

    /** Hands a message to its receiver; whatever goes wrong becomes the reply. */
    static void deliver(
            Map<String, Receiver> receivers,
            String endpoint,
            long epoch,
            SpecificRecord message,
            Receiver.Reply reply) {
        Receiver receiver = receivers.get(endpoint);
        if (receiver == null) {
            reply.fail(new RpcException(
                    RpcException.Code.NO_ENDPOINT, "There is no endpoint '" + endpoint + "' in this process"));
            return;
        }
        try {
            receiver.receive(epoch, message, reply);
        } catch (RuntimeException e) {
            LOG.error("{} did not take {}", endpoint, message.getClass().getSimpleName(), e);
            reply.fail(new RpcException(RpcException.Code.REFUSED, endpoint + " did not take the message: " + e, e));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (failure instanceof ProtocolViolation) {
            faults.report("RPC port", context.channel().remoteAddress(), String.valueOf(failure.getMessage()));
        }
        cause = String.valueOf(failure.getMessage());
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        onEnd.accept(peer, cause);
    }

    /** The way back of one request. */
    private final class Answering implements Receiver.Reply {
        private final Channel channel;
        private final RpcFrame.Request request;
        private final AtomicBoolean answered;

        Answering(Channel channel, RpcFrame.Request request) {
            this.channel = channel;
            this.request = request;
            this.answered = new AtomicBoolean(request.told());
        }

        @Override
        public void succeed(SpecificRecord answer) {
            if (answered.compareAndSet(false, true)) {
                send(new RpcFrame.Answer(request.id(), answer));
            }
        }

        @Override
        public void fail(RpcException failure) {
            if (answered.compareAndSet(false, true)) {
                send(new RpcFrame.Failure(request.id(), failure));
            }
        }

        private void send(RpcFrame frame) {
            if (!channel.isWritable()) {
                faults.report("RPC port", channel.remoteAddress(), "it does not read its answers");
                channel.close();
                return;
            }
            channel.writeAndFlush(encode(frame));
        }

        private ByteBuf encode(RpcFrame frame) {
            try {
                return frames.encode(frame);
            } catch (RpcException e) {
                return refusal(e);
            }
        }

        private ByteBuf refusal(RpcException cannotBeSent) {
            try {
                return frames.encode(new RpcFrame.Failure(request.id(), cannotBeSent));
            } catch (RpcException e) {
                throw new IllegalStateException("A refusal of " + request.endpoint() + " cannot be sent", e);
            }
        }
    }
}

package io.yarnflink.transport.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.Future;
import io.yarnflink.transport.security.AuthenticationException;
import io.yarnflink.transport.security.ClientProof;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connecting end of one handshake; tells the outcome exactly once. */
final class ClientHandshake extends SimpleChannelInboundHandler<ByteBuf> {
    private final ClientProof proof;
    private final Connector.Outcome outcome;
    private @Nullable Future<?> deadline;
    private boolean done;

    ClientHandshake(ClientProof proof, Connector.Outcome outcome) {
        this.proof = proof;
        this.outcome = outcome;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        long millis = HandshakeBudget.STANDARD.time().toMillis();
        deadline = context.executor()
                .schedule(
                        () -> fail(context, new IOException("no answer to the handshake within " + millis + " ms")),
                        millis,
                        TimeUnit.MILLISECONDS);
        context.writeAndFlush(Frames.of(context.alloc(), proof.hello()));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
        if (done) {
            return;
        }
        try {
            byte[] answer = proof.answer(ByteBufUtil.getBytes(frame));
            context.writeAndFlush(Frames.of(context.alloc(), answer));
            end();
            outcome.connected(context.pipeline().remove(this));
        } catch (AuthenticationException e) {
            fail(context, e);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(context, cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(new IOException("the other end closed the connection during the handshake"));
    }

    private void fail(ChannelHandlerContext context, Throwable cause) {
        fail(cause);
        context.close();
    }

    void fail(Throwable cause) {
        if (!done) {
            end();
            outcome.failed(cause);
        }
    }

    private void end() {
        done = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}

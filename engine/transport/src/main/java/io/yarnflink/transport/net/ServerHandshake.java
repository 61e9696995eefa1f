package io.yarnflink.transport.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.Future;
import io.yarnflink.transport.security.AuthenticationException;
import io.yarnflink.transport.security.Hello;
import io.yarnflink.transport.security.ServerProof;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets one connection in once its other end has proved the secret, within the port's budget; closes it otherwise. */
final class ServerHandshake extends SimpleChannelInboundHandler<ByteBuf> {
    private final ServerPort port;
    private @Nullable ServerProof proof;
    private @Nullable Future<?> deadline;
    private boolean done;

    ServerHandshake(ServerPort port) {
        this.port = port;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!port.admitPending()) {
            done = true;
            port.refuse(context.channel(), "too many connections have not yet proved the secret");
            return;
        }
        long millis = port.budget().time().toMillis();
        deadline = context.executor()
                .schedule(
                        () -> fail(context, "the secret was not proved within " + millis + " ms"),
                        millis,
                        TimeUnit.MILLISECONDS);
        context.fireChannelActive();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
        if (done) {
            return;
        }
        byte[] bytes = ByteBufUtil.getBytes(frame);
        try {
            if (proof == null) {
                proof = port.proof(bytes);
                context.writeAndFlush(Frames.of(context.alloc(), proof.challenge()));
            } else {
                Hello peer = proof.verify(bytes);
                end();
                // Removed first: what the peer sent right after its proof goes to the handlers that come now.
                ChannelPipeline pipeline = context.pipeline().remove(this);
                port.authenticated(pipeline, peer);
            }
        } catch (AuthenticationException e) {
            fail(context, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(context, String.valueOf(cause.getMessage()));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end();
    }

    private void fail(ChannelHandlerContext context, String fault) {
        if (!done) {
            end();
            port.refuse(context.channel(), fault);
        }
    }

    private void end() {
        if (!done) {
            done = true;
            port.pendingEnded();
            if (deadline != null) {
                deadline.cancel(false);
            }
        }
    }
}

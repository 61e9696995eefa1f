package io.yarnflink.transport.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.yarnflink.transport.security.AuthenticationException;
import io.yarnflink.transport.security.Hello;
import io.yarnflink.transport.security.ServerProof;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A listening port: each connection must prove the secret before it is handed on. */
public final class ServerPort implements AutoCloseable {
    private final Admission admission;
    private final ConnectionListener listener;
    private final AtomicInteger pending = new AtomicInteger();
    private final Set<Channel> connections = ConcurrentHashMap.newKeySet();
    private final Channel channel;
    private volatile boolean closed;

    /** Takes over connections whose other end has proved the secret. */
    @FunctionalInterface
    public interface ConnectionListener {
        /** Adds the protocol's handlers to the pipeline; event loop. */
        void connected(ChannelPipeline pipeline, Hello peer);
    }

    /** Listens on {@code bind}; port 0 takes a free one. */
    public ServerPort(EventLoops loops, InetSocketAddress bind, Admission admission, ConnectionListener listener) {
        this.admission = admission;
        this.listener = listener;
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops.group())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOCATOR, loops.allocator())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel accepted) {
                        accept(accepted);
                    }
                });
        ChannelFuture bound = bootstrap.bind(bind).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new UncheckedIOException(
                    "Cannot listen on " + bind + " for " + admission.protocol() + ": "
                            + bound.cause().getMessage(),
                    new IOException(bound.cause()));
        }
        this.channel = bound.channel();
    }

    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Connections that have not yet proved the secret. */
    public int pending() {
        return pending.get();
    }

    @Override
    public void close() {
        closed = true;
        channel.close();
        connections.forEach(Channel::close);
    }

    private void accept(SocketChannel accepted) {
        connections.add(accepted);
        accepted.closeFuture().addListener(closed -> connections.remove(accepted));
        accepted.pipeline()
                .addLast(new FrameDecoder(admission.budget().frameBytes()))
                .addLast(new ServerHandshake(this));
        if (closed) {
            accepted.close();
        }
    }

    HandshakeBudget budget() {
        return admission.budget();
    }

    ServerProof proof(byte[] hello) throws AuthenticationException {
        return new ServerProof(hello, admission.protocol(), admission.secret(), admission.random());
    }

    boolean admitPending() {
        if (pending.incrementAndGet() > admission.budget().connections()) {
            pending.decrementAndGet();
            return false;
        }
        return true;
    }

    void pendingEnded() {
        pending.decrementAndGet();
    }

    void refuse(Channel refused, String fault) {
        admission
                .faults()
                .report(admission.protocol() + " port " + refused.localAddress(), refused.remoteAddress(), fault);
        refused.close();
    }

    void authenticated(ChannelPipeline pipeline, Hello peer) {
        listener.connected(pipeline, peer);
    }
}

package io.yarnflink.transport.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.NetUtil;
import io.yarnflink.transport.security.AccessKey;
import io.yarnflink.transport.security.ClientProof;
import io.yarnflink.transport.security.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Opens connections to other processes and proves the secret to them. */
public final class Connector {
    private static final int CONNECT_MILLIS = (int) Duration.ofSeconds(5).toMillis();

    private final EventLoops loops;
    private final Identity identity;

    /** As whom a process connects; host and port are where it is reached itself, port 0 for nowhere. */
    public record Identity(AccessKey key, Protocol protocol, SecureRandom random, String host, int port) {
        ClientProof newProof() {
            return new ClientProof(key, protocol, host, port, random);
        }
    }

    /** Hears once how an attempt to connect ended; on the event loop. */
    public interface Outcome {
        /** The connection stands: add the protocol's handlers to the pipeline. */
        void connected(ChannelPipeline pipeline);

        /** An {@link io.yarnflink.transport.security.AuthenticationException} when the other end is not one of ours. */
        void failed(Throwable cause);
    }

    public Connector(EventLoops loops, Identity identity) {
        this.loops = loops;
        this.identity = identity;
    }

    /** Returns at once; everything that follows happens on {@code loop}. */
    public void connect(EventLoop loop, String host, int port, Outcome outcome) {
        byte @Nullable [] literal = NetUtil.createByteArrayFromIpAddressString(host);
        try {
            if (literal != null) {
                loop.execute(() -> connect(loop, host, literal, port, outcome));
            } else {
                loops.lookups().execute(() -> lookUp(loop, host, port, outcome));
            }
        } catch (RejectedExecutionException e) {
            report(loop, outcome, new IOException("this process shuts down", e));
        }
    }

    private void lookUp(EventLoop loop, String host, int port, Outcome outcome) {
        byte[] address;
        try {
            address = InetAddress.getByName(host).getAddress();
        } catch (UnknownHostException e) {
            report(loop, outcome, new UnknownHostException("host '" + host + "' has no address"));
            return;
        }
        try {
            loop.execute(() -> connect(loop, host, address, port, outcome));
        } catch (RejectedExecutionException e) {
            report(loop, outcome, new IOException("this process shuts down", e));
        }
    }

    private static void report(EventLoop loop, Outcome outcome, IOException failure) {
        try {
            loop.execute(() -> outcome.failed(failure));
        } catch (RejectedExecutionException e) {
            // The loop is gone, so nothing else touches what it owned.
            outcome.failed(failure);
        }
    }

    private void connect(EventLoop loop, String host, byte[] address, int port, Outcome outcome) {
        ClientHandshake handshake = new ClientHandshake(identity.newProof(), outcome);
        ChannelFuture attempt = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .disableResolver()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.ALLOCATOR, loops.allocator())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new FrameDecoder(HandshakeBudget.STANDARD.frameBytes()))
                                .addLast(handshake);
                    }
                })
                .connect(socketAddress(host, address, port));
        attempt.addListener(done -> {
            if (!done.isSuccess()) {
                handshake.fail(done.cause());
            }
        });
    }

    private static InetSocketAddress socketAddress(String host, byte[] address, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(host, address), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address of " + address.length + " bytes for " + host, e);
        }
    }
}

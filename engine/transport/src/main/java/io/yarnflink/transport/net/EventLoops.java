package io.yarnflink.transport.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The few daemon threads that move all bytes of a process; shared by its RPC and its data channels. They never block:
 * host names, whose look-up may, are resolved on {@code lookups}.
 */
public final class EventLoops implements AutoCloseable {
    private static final int PAGE = 8192;
    /** Chunks of 1 MiB instead of 4: these buffers carry only what is on its way to or from a socket. */
    private static final int CHUNK_ORDER = 7;

    private final MultiThreadIoEventLoopGroup group;
    private final ByteBufAllocator allocator;
    private final Executor lookups;

    public EventLoops(String name, int threads, Executor lookups) {
        this.group = new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
        this.allocator = new PooledByteBufAllocator(true, 0, 1, PAGE, CHUNK_ORDER, 0, 0, false);
        this.lookups = lookups;
    }

    public EventLoop next() {
        return group.next();
    }

    public ByteBufAllocator allocator() {
        return allocator;
    }

    MultiThreadIoEventLoopGroup group() {
        return group;
    }

    Executor lookups() {
        return lookups;
    }

    /** Ends the threads; whoever uses them must be closed before. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}

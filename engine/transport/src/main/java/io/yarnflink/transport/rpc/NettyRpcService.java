package io.yarnflink.transport.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPipeline;
import io.yarnflink.api.time.Clock;
import io.yarnflink.transport.net.Admission;
import io.yarnflink.transport.net.Connector;
import io.yarnflink.transport.net.EventLoops;
import io.yarnflink.transport.net.FrameDecoder;
import io.yarnflink.transport.net.PeerFaultLog;
import io.yarnflink.transport.net.ServerPort;
import io.yarnflink.transport.security.AccessKey;
import io.yarnflink.transport.security.Hello;
import io.yarnflink.transport.security.Protocol;
import io.yarnflink.transport.security.Role;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RPC over TCP: one port for all endpoints of this process, one connection to each peer it talks to, opened by the first
 * message. A message to this process itself takes no network, but is as asynchronous as any other.
 */
public final class NettyRpcService implements RpcService {
    private static final Logger LOG = LoggerFactory.getLogger(NettyRpcService.class);

    private final EventLoops loops;
    private final RpcFrames frames;
    private final PeerFaultLog faults;
    private final Connector connector;
    private final String host;
    private final int port;
    private final @Nullable ServerPort server;
    private final Map<String, Receiver> receivers = new ConcurrentHashMap<>();
    private final LocalDelivery local;
    private final Map<Peer, OutgoingConnection> connections = new ConcurrentHashMap<>();
    private final List<PeerLostListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong nextId = new AtomicLong();
    private volatile boolean closed;

    /** A process that is reached over the network. */
    private record Peer(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /** The service of a process of the application: listens on {@code bind} and is reached there under {@code host}. */
    public NettyRpcService(EventLoops loops, Admission admission, String host, InetSocketAddress bind) {
        this.loops = loops;
        this.frames = new RpcFrames(loops.allocator());
        this.faults = admission.faults();
        this.local = new LocalDelivery(loops.next(), receivers);
        this.host = host;
        this.server = new ServerPort(loops, bind, admission, this::accepted);
        this.port = server.port();
        AccessKey key = admission.secret().key(Role.PEER);
        this.connector =
                new Connector(loops, new Connector.Identity(key, Protocol.RPC, admission.random(), host, port));
        LOG.info("RPC at {}:{}", host, port);
    }

    /** The service of a client: has no port, and reaches the dispatcher only. */
    public NettyRpcService(EventLoops loops, AccessKey key, SecureRandom random, Clock clock) {
        this.loops = loops;
        this.frames = new RpcFrames(loops.allocator());
        this.faults = new PeerFaultLog(clock);
        this.local = new LocalDelivery(loops.next(), receivers);
        this.host = "";
        this.server = null;
        this.port = 0;
        this.connector = new Connector(loops, new Connector.Identity(key, Protocol.RPC, random, host, port));
    }

    @Override
    public Address addressOf(String endpoint) {
        if (server == null) {
            throw new IllegalStateException("A client has no port, so nothing can reach '" + endpoint + "' in it");
        }
        return new Address(host, port, endpoint);
    }

    @Override
    public void register(String endpoint, Receiver receiver) {
        receivers.put(endpoint, receiver);
    }

    @Override
    public void unregister(String endpoint) {
        receivers.remove(endpoint);
    }

    @Override
    public CompletableFuture<SpecificRecord> ask(Address to, long epoch, SpecificRecord request, Duration timeout) {
        CompletableFuture<SpecificRecord> answer = new CompletableFuture<>();
        if (closed) {
            answer.completeExceptionally(closedException());
        } else if (isLocal(to)) {
            local.ask(to, epoch, request, timeout, answer);
        } else {
            long id = nextId.incrementAndGet();
            String text = request.getClass().getSimpleName() + " to " + to;
            try {
                ByteBuf frame = frames.encode(new RpcFrame.Request(id, false, epoch, to.endpoint(), request));
                connection(to).ask(new OutgoingConnection.Question(id, text, timeout, answer), frame);
            } catch (RpcException e) {
                answer.completeExceptionally(e);
            }
        }
        return answer;
    }

    @Override
    public void tell(Address to, long epoch, SpecificRecord message) {
        if (closed) {
            return;
        }
        if (isLocal(to)) {
            local.tell(to, epoch, message);
            return;
        }
        try {
            connection(to).tell(frames.encode(new RpcFrame.Request(0, true, epoch, to.endpoint(), message)));
        } catch (RpcException e) {
            LOG.warn("{} was not told: {}", to, e.getMessage());
        }
    }

    @Override
    public void onPeerLost(PeerLostListener listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        closed = true;
        if (server != null) {
            server.close();
        }
        connections.values().forEach(connection -> connection.close("this process closes its RPC service"));
        local.close(closedException());
    }

    private boolean isLocal(Address to) {
        return server != null && to.port() == port && to.host().equals(host);
    }

    private OutgoingConnection connection(Address to) {
        Peer peer = new Peer(to.host(), to.port());
        OutgoingConnection known = connections.get(peer);
        if (known != null) {
            return known;
        }
        OutgoingConnection opened =
                new OutgoingConnection(peer.toString(), loops.next(), frames, faults, ended -> ended(peer, ended));
        OutgoingConnection other = connections.putIfAbsent(peer, opened);
        if (other != null) {
            return other;
        }
        opened.open(connector, to.host(), to.port());
        if (closed) {
            opened.close("this process closes its RPC service");
        }
        return opened;
    }

    private void ended(Peer peer, OutgoingConnection.Ended ended) {
        connections.remove(peer, ended.connection());
        if (ended.peerLost()) {
            lost(peer, ended.cause());
        }
    }

    private void accepted(ChannelPipeline pipeline, Hello peer) {
        pipeline.get(FrameDecoder.class).maxLength(RpcFrames.MAX_BYTES);
        pipeline.addLast(new IncomingConnection(peer, frames, receivers, faults, this::incomingEnded));
    }

    private void incomingEnded(Hello peer, String cause) {
        if (peer.role() == Role.PEER) {
            lost(new Peer(peer.host(), peer.port()), cause);
        }
    }

    private void lost(Peer peer, String cause) {
        if (closed) {
            return;
        }
        LOG.info("{} lost: {}", peer, cause);
        for (PeerLostListener listener : listeners) {
            listener.peerLost(peer.host(), peer.port(), cause);
        }
    }

    private static RpcException closedException() {
        return new RpcException(RpcException.Code.UNREACHABLE, "This process has closed its RPC service");
    }
}

package io.yarnflink.transport.data;

import io.netty.channel.ChannelPipeline;
import io.yarnflink.api.time.Clock;
import io.yarnflink.transport.net.Admission;
import io.yarnflink.transport.net.Connector;
import io.yarnflink.transport.net.EventLoops;
import io.yarnflink.transport.net.FrameDecoder;
import io.yarnflink.transport.net.PeerFaultLog;
import io.yarnflink.transport.net.ServerPort;
import io.yarnflink.transport.security.Hello;
import io.yarnflink.transport.security.Protocol;
import io.yarnflink.transport.security.Role;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Data channels over TCP: one port for all subpartitions of this process, one connection to each process it consumes from,
 * shared by all channels between the two.
 */
public final class NettyDataNetwork implements DataNetwork {
    private static final Logger LOG = LoggerFactory.getLogger(NettyDataNetwork.class);

    private final EventLoops loops;
    private final PeerFaultLog faults;
    private final DataSettings settings;
    private final BufferPool pool;
    private final String host;
    private final ServerPort server;
    private final Connector connector;
    private final Publications publications = new Publications();
    private final Map<Peer, ConsumerConnection> connections = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** A process that is reached over the network. */
    private record Peer(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /** Listens on {@code bind} and is reached there under {@code host}. */
    public NettyDataNetwork(
            EventLoops loops,
            Admission admission,
            String host,
            InetSocketAddress bind,
            DataSettings settings,
            Clock clock) {
        this.loops = loops;
        this.faults = admission.faults();
        this.settings = settings;
        this.pool = new BufferPool(settings, clock);
        this.host = host;
        this.server = new ServerPort(loops, bind, admission, this::accepted);
        this.connector = new Connector(
                loops,
                new Connector.Identity(
                        admission.secret().key(Role.PEER), Protocol.DATA, admission.random(), host, server.port()));
        LOG.info("Data at {}:{}", host, server.port());
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public void publish(SubpartitionId id, Producer producer) {
        publications.publish(id, producer);
    }

    @Override
    public void withdraw(SubpartitionId id) {
        publications.withdraw(id);
    }

    @Override
    public IncomingChannel open(String toHost, int toPort, SubpartitionId id, int mostCredit, Consumer consumer) {
        return connection(new Peer(toHost, toPort)).open(id, pool.setAside(mostCredit), consumer);
    }

    @Override
    public Buffers buffers() {
        return pool.newShare();
    }

    @Override
    public long bytesInUse() {
        return pool.bytesInUse();
    }

    /** All channels end; their consumers and producers hear it. */
    @Override
    public void close() {
        closed = true;
        server.close();
        connections.values().forEach(connection -> connection.close("this process closes its data network"));
        pool.close();
    }

    private ConsumerConnection connection(Peer peer) {
        ConsumerConnection known = connections.get(peer);
        if (known != null) {
            return known;
        }
        ConsumerConnection opened = new ConsumerConnection(
                peer.toString(), loops.next(), pool, faults, ended -> connections.remove(peer, ended));
        ConsumerConnection other = connections.putIfAbsent(peer, opened);
        if (other != null) {
            return other;
        }
        opened.connect(connector, peer.host(), peer.port());
        if (closed) {
            opened.close("this process closes its data network");
        }
        return opened;
    }

    private void accepted(ChannelPipeline pipeline, Hello peer) {
        String consumer = peer.host() + ":" + peer.port();
        pipeline.addLast(new ProducerConnection(
                consumer, pipeline.channel().eventLoop(), publications, settings.publishWait(), faults));
        pipeline.remove(FrameDecoder.class);
    }
}

package io.yarnflink.testkit.local;

import io.yarnflink.api.time.SystemClock;
import io.yarnflink.transport.data.DataNetwork;
import io.yarnflink.transport.data.DataSettings;
import io.yarnflink.transport.data.NettyDataNetwork;
import io.yarnflink.transport.net.Admission;
import io.yarnflink.transport.net.EventLoops;
import io.yarnflink.transport.net.HandshakeBudget;
import io.yarnflink.transport.net.PeerFaultLog;
import io.yarnflink.transport.rpc.NettyRpcService;
import io.yarnflink.transport.rpc.RpcService;
import io.yarnflink.transport.security.ApplicationSecret;
import io.yarnflink.transport.security.Protocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** Real connections over this machine's loopback interface, as between processes. */
final class LoopbackNetwork implements LocalNetwork {
    private static final String HOST = "127.0.0.1";
    private static final long NETWORK_MEMORY = 64L << 20;

    private final SecureRandom random = new SecureRandom();
    private final ApplicationSecret secret = ApplicationSecret.create(random);
    private final PeerFaultLog faults = new PeerFaultLog(SystemClock.INSTANCE);
    private final EventLoops loops;
    private final List<Runnable> open = new CopyOnWriteArrayList<>();

    LoopbackNetwork(Executor io) {
        loops = new EventLoops("local-netty", 1, io);
    }

    @Override
    public RpcService rpc(String process) {
        NettyRpcService rpc = new NettyRpcService(loops, admission(Protocol.RPC), HOST, anyPort());
        open.add(rpc::close);
        return rpc;
    }

    @Override
    public DataNetwork data(String process) {
        NettyDataNetwork data = new NettyDataNetwork(
                loops,
                admission(Protocol.DATA),
                HOST,
                anyPort(),
                DataSettings.standard(NETWORK_MEMORY),
                SystemClock.INSTANCE);
        open.add(data::close);
        return data;
    }

    private Admission admission(Protocol protocol) {
        return new Admission(protocol, secret, random, HandshakeBudget.STANDARD, faults);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    public void close() {
        open.forEach(Runnable::run);
        loops.close();
    }
}

package io.yarnflink.testkit.local;

import io.yarnflink.transport.data.DataBuffer;
import io.yarnflink.transport.data.DataNetwork;
import io.yarnflink.transport.data.SubpartitionId;
import io.yarnflink.transport.rpc.RpcService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what goes from process to process over another network. */
final class WatchedNetwork implements LocalNetwork {
    private final LocalNetwork network;
    private final Map<SubpartitionId, String> producers = new ConcurrentHashMap<>();
    private final Map<SubpartitionId, Traffic> consumers = new ConcurrentHashMap<>();

    /** What arrived in a process of one subpartition. */
    record Traffic(String process, AtomicLong bytes) {}

    WatchedNetwork(LocalNetwork network) {
        this.network = network;
    }

    /** The processes that published subpartitions for others. */
    Map<SubpartitionId, String> producers() {
        return producers;
    }

    Map<SubpartitionId, Traffic> consumers() {
        return consumers;
    }

    @Override
    public RpcService rpc(String process) {
        return network.rpc(process);
    }

    @Override
    public DataNetwork data(String process) {
        return new WatchedData(process, network.data(process));
    }

    @Override
    public void close() {
        network.close();
    }

    /** The data side of one process. */
    private final class WatchedData implements DataNetwork {
        private final String process;
        private final DataNetwork data;

        WatchedData(String process, DataNetwork data) {
            this.process = process;
            this.data = data;
        }

        @Override
        public String host() {
            return data.host();
        }

        @Override
        public int port() {
            return data.port();
        }

        @Override
        public void publish(SubpartitionId id, Producer producer) {
            producers.put(id, process);
            data.publish(id, producer);
        }

        @Override
        public void withdraw(SubpartitionId id) {
            data.withdraw(id);
        }

        @Override
        public IncomingChannel open(String host, int port, SubpartitionId id, int initialCredit, Consumer consumer) {
            Traffic traffic = new Traffic(process, new AtomicLong());
            consumers.put(id, traffic);
            return data.open(host, port, id, initialCredit, new Consumer() {
                @Override
                public void received(DataBuffer frame) {
                    traffic.bytes().addAndGet(frame.length());
                    consumer.received(frame);
                }

                @Override
                public void producerLost(String cause) {
                    consumer.producerLost(cause);
                }
            });
        }

        @Override
        public Buffers buffers() {
            return data.buffers();
        }

        @Override
        public long bytesInUse() {
            return data.bytesInUse();
        }

        @Override
        public void close() {
            data.close();
        }
    }
}

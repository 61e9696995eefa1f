package io.yarnflink.jobmanager.ha;

import io.yarnflink.api.configuration.HighAvailabilityOptions.Acl;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.RetryNTimes;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.data.Stat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Znodes as one process of an application reaches them. Calls block, on any thread; they try again for as long as the settings
 * say, and an IOException means that it is not known what became of them. Sessions come and go without consequences.
 */
final class Znodes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Znodes.class);
    private static final String USER = "yarn-flink:";
    private static final Id WHOEVER_CREATES = new Id("auth", "");
    private static final Id ANYBODY = new Id("world", "anyone");

    private final ZooKeeperSettings settings;
    private final CuratorFramework client;
    private final List<ACL> own;

    /** What stands in a znode. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Znode(byte[] bytes, int version) {}

    /** What makes a znode what it is to be, if it is what it is thought to be. */
    interface Change {
        CuratorOp in(CuratorFramework client, List<ACL> acl) throws Exception;
    }

    /** {@code key} is the application's, so that nobody else changes what it creates. */
    Znodes(ZooKeeperSettings settings, byte[] key) {
        this.settings = settings;
        this.own = settings.acl() == Acl.OPEN
                ? List.of(new ACL(Perms.ALL, WHOEVER_CREATES), new ACL(Perms.READ, ANYBODY))
                : List.of(new ACL(Perms.ALL, WHOEVER_CREATES));
        ZooKeeperSettings.Patience patience = settings.patience();
        client = CuratorFrameworkFactory.builder()
                .connectString(settings.quorum())
                .sessionTimeoutMs((int) patience.session().toMillis())
                .connectionTimeoutMs((int) patience.connection().toMillis())
                .retryPolicy(new RetryNTimes(
                        patience.retries(), (int) patience.retryWait().toMillis()))
                .authorization("digest", (USER + HexFormat.of().formatHex(key)).getBytes(StandardCharsets.UTF_8))
                .ensembleTracker(false)
                .dontUseContainerParents()
                .build();
        client.getConnectionStateListenable().addListener((source, state) -> connection(state));
        client.start();
    }

    private void connection(ConnectionState state) {
        if (state.isConnected()) {
            LOG.info("ZooKeeper at {}: {}", settings.quorum(), state);
        } else {
            LOG.warn("ZooKeeper at {}: {}; no checkpoint completes until it is back", settings.quorum(), state);
        }
    }

    /** The session that there is, or 0. */
    long session() {
        try {
            return client.getZookeeperClient().getZooKeeper().getSessionId();
        } catch (Exception e) {
            return 0;
        }
    }

    /** Waits for a connection, for a while. */
    void awaitConnection() throws InterruptedException {
        client.blockUntilConnected((int) settings.patience().connection().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Empty when there is none. */
    Optional<Znode> read(String path) throws IOException {
        Stat stat = new Stat();
        try {
            byte[] bytes = client.getData().storingStatIn(stat).forPath(path);
            return Optional.of(new Znode(bytes == null ? new byte[0] : bytes, stat.getVersion()));
        } catch (KeeperException.NoNodeException e) {
            return Optional.empty();
        } catch (Exception e) {
            throw failed(path, e);
        }
    }

    boolean exists(String path) throws IOException {
        try {
            return client.checkExists().forPath(path) != null;
        } catch (Exception e) {
            throw failed(path, e);
        }
    }

    /** None of a znode that is not there. */
    List<String> children(String path) throws IOException {
        try {
            return client.getChildren().forPath(path);
        } catch (KeeperException.NoNodeException e) {
            return List.of();
        } catch (Exception e) {
            throw failed(path, e);
        }
    }

    /** Carries out all or none; false when one of them met something else than it expects. */
    boolean change(String path, List<Change> changes) throws IOException {
        try {
            List<CuratorOp> operations = new ArrayList<>();
            for (Change change : changes) {
                operations.add(change.in(client, own));
            }
            client.transaction().forOperations(operations);
            return true;
        } catch (KeeperException.BadVersionException
                | KeeperException.NoNodeException
                | KeeperException.NodeExistsException
                | KeeperException.NotEmptyException e) {
            return false;
        } catch (Exception e) {
            throw failed(path, e);
        }
    }

    static Change expect(String path, int version) {
        return (client, acl) ->
                client.transactionOp().check().withVersion(version).forPath(path);
    }

    static Change set(String path, byte[] bytes, int version) {
        return (client, acl) ->
                client.transactionOp().setData().withVersion(version).forPath(path, bytes);
    }

    static Change create(String path, byte[] bytes) {
        return (client, acl) -> client.transactionOp().create().withACL(acl).forPath(path, bytes);
    }

    static Change delete(String path) {
        return (client, acl) -> client.transactionOp().delete().forPath(path);
    }

    /** The folder of all applications, where each user adds and removes folders that the others cannot look into. */
    void makeRoot() throws IOException {
        List<ACL> shared = List.of(
                new ACL(Perms.ALL, WHOEVER_CREATES), new ACL(Perms.READ | Perms.CREATE | Perms.DELETE, ANYBODY));
        String root = settings.root();
        for (int end = root.indexOf('/', 1); ; end = root.indexOf('/', end + 1)) {
            String path = end < 0 ? root : root.substring(0, end);
            try {
                if (client.checkExists().forPath(path) == null) {
                    client.create().withACL(shared).forPath(path, new byte[0]);
                }
            } catch (KeeperException.NodeExistsException e) {
                LOG.debug("{} is there already", path);
            } catch (Exception e) {
                throw failed(path, e);
            }
            if (end < 0) {
                return;
            }
        }
    }

    /** Tells what stands in a znode, now and whenever that changes, on a thread that must not be kept. */
    void watch(String path, Consumer<byte[]> listener) {
        new Watch(path, listener).begin();
    }

    private IOException failed(String path, Exception e) {
        if (e instanceof KeeperException.NoAuthException
                || e instanceof KeeperException.AuthFailedException
                || e instanceof KeeperException.InvalidACLException) {
            return new DamagedZnodeException(
                    path, "ZooKeeper does not let this application use it (its ACL names others): " + e.getMessage());
        }
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return new InterruptedIOException("interrupted while ZooKeeper was asked for " + path);
        }
        return new IOException("ZooKeeper at " + settings.quorum() + " gave no answer about " + path + ": " + e, e);
    }

    @Override
    public void close() {
        client.close();
    }

    /** Looks again after each change and each new connection. */
    private final class Watch {
        private final String path;
        private final Consumer<byte[]> listener;
        /** One and the same, which ZooKeeper's client keeps once however often it is left there. */
        private final CuratorWatcher watcher = event -> look();

        Watch(String path, Consumer<byte[]> listener) {
            this.path = path;
            this.listener = listener;
        }

        void begin() {
            client.getConnectionStateListenable().addListener((source, state) -> {
                if (state.isConnected()) {
                    look();
                }
            });
            look();
        }

        private void look() {
            try {
                client.getData()
                        .usingWatcher(watcher)
                        .inBackground((source, event) -> {
                            if (event.getResultCode() == KeeperException.Code.OK.intValue()) {
                                listener.accept(event.getData());
                            }
                        })
                        .forPath(path);
            } catch (Exception e) {
                // Without a connection; the next one looks again.
                LOG.debug("{} cannot be watched now: {}", path, e.toString());
            }
        }
    }
}

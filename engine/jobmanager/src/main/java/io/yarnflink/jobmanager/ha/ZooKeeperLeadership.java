package io.yarnflink.jobmanager.ha;

import io.yarnflink.state.checkpoint.StaleEpochException;
import io.yarnflink.transport.rpc.Address;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leadership of one process over its application, as ZooKeeper knows it. YARN says who may lead, by numbers that grow; the
 * znode {@code leader} says who does. Calls block, on any thread.
 */
public final class ZooKeeperLeadership implements CheckpointPointers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperLeadership.class);

    private static final int TRIES = 3;

    private final ZooKeeperSettings settings;
    private final Candidate candidate;
    private final Fate fate;
    private final Znodes znodes;
    /** Who was elected and the version of the znode that says so, which nothing but another election changes. */
    private final CompletableFuture<Elected> elected = new CompletableFuture<>();

    private volatile boolean closed;

    /** Who wants to lead; the epoch is above that of all processes before. */
    public record Candidate(String applicationId, long epoch, String process) {}

    /** Hears why this process must end; any thread. */
    public interface Fate {
        /** Another one leads. */
        void superseded(String why);

        /** What is in ZooKeeper makes no sense; the next attempt may find it repaired. */
        void broken(String why);
    }

    private record Elected(LeaderNode node, int version) {}

    /** {@code key} is the application's alone. */
    public ZooKeeperLeadership(ZooKeeperSettings settings, byte[] key, Candidate candidate, Fate fate) {
        this.settings = settings;
        this.candidate = candidate;
        this.fate = fate;
        this.znodes = new Znodes(settings, key);
    }

    long epoch() {
        return candidate.epoch();
    }

    /** ZooKeeper's session of this process, or 0; whether it goes on is of no account. */
    long session() {
        return znodes.session();
    }

    /**
     * Returns when this process leads, for as long as it takes until ZooKeeper answers; or when its fate has heard that it never
     * will.
     */
    public void lead(Address resourceManager) throws InterruptedException {
        LeaderNode mine =
                new LeaderNode(candidate.applicationId(), candidate.epoch(), candidate.process(), resourceManager);
        while (!closed && !elected.isDone()) {
            try {
                OptionalInt version = elect(mine);
                if (version.isPresent()) {
                    LOG.info("{} leads as {} with epoch {}", mine.applicationId(), mine.process(), mine.epoch());
                    elected.complete(new Elected(mine, version.getAsInt()));
                    znodes.watch(settings.leader(), this::changed);
                }
            } catch (StaleEpochException e) {
                elected.completeExceptionally(e);
                fate.superseded(String.valueOf(e.getMessage()));
            } catch (DamagedZnodeException e) {
                elected.completeExceptionally(e);
                ends(e);
            } catch (IOException e) {
                LOG.warn("{} does not lead yet: {}", mine.applicationId(), e.getMessage());
                znodes.awaitConnection();
            }
        }
    }

    /** The version of the znode that says so; empty when somebody else changed it meanwhile. */
    private OptionalInt elect(LeaderNode mine) throws IOException {
        String path = settings.leader();
        Optional<Znodes.Znode> there = znodes.read(path);
        if (there.isEmpty()) {
            return begin(mine);
        }
        LeaderNode before = LeaderNode.decode(path, there.get().bytes());
        int version = there.get().version();
        if (before.equals(mine)) {
            return OptionalInt.of(version);
        }
        requireFollows(before);
        return znodes.change(path, List.of(Znodes.set(path, mine.encode(), version)))
                ? OptionalInt.of(version + 1)
                : OptionalInt.empty();
    }

    private OptionalInt begin(LeaderNode mine) throws IOException {
        String folder = settings.folder();
        if (znodes.exists(folder)) {
            if (znodes.read(settings.leader()).isEmpty()) {
                throw new DamagedZnodeException(folder, "it has no leader, which is made and deleted together with it");
            }
            return OptionalInt.empty();
        }
        znodes.makeRoot();
        byte[] owner = candidate.applicationId().getBytes(StandardCharsets.UTF_8);
        return znodes.change(
                        folder,
                        List.of(
                                Znodes.create(folder, owner),
                                Znodes.create(settings.jobs(), new byte[0]),
                                Znodes.create(settings.leader(), mine.encode())))
                ? OptionalInt.of(0)
                : OptionalInt.empty();
    }

    private void requireFollows(LeaderNode other) throws IOException {
        requireSameApplication(other);
        if (other.epoch() >= candidate.epoch()) {
            throw superseded(other);
        }
    }

    private void requireSameApplication(LeaderNode other) throws DamagedZnodeException {
        if (!other.applicationId().equals(candidate.applicationId())) {
            throw new DamagedZnodeException(
                    settings.leader(),
                    "it is that of " + other.applicationId()
                            + "; choose another high-availability.cluster-id, or delete the folder if that one has ended");
        }
    }

    private StaleEpochException superseded(LeaderNode other) {
        return new StaleEpochException(
                candidate.epoch(),
                "epoch " + other.epoch() + " leads from "
                        + other.resourceManager().host() + " (" + settings.leader() + ")");
    }

    /** What may only be done by this process for as long as it leads is done together with this; waits until it does. */
    Znodes.Change proof() throws IOException {
        return Znodes.expect(settings.leader(), leading().version());
    }

    private Elected leading() throws IOException {
        try {
            return elected.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StaleEpochException stale) {
                throw stale;
            }
            throw new IOException("this process does not lead: " + e.getCause(), e);
        }
    }

    /** Fails unless the znode says that this process leads. */
    void require() throws IOException {
        Optional<Znodes.Znode> there = znodes.read(settings.leader());
        if (there.isEmpty()) {
            throw new DamagedZnodeException(
                    settings.leader(), "it is gone, and only the end of the application deletes it");
        }
        LeaderNode leader = LeaderNode.decode(settings.leader(), there.get().bytes());
        if (!leader.equals(leading().node())) {
            requireFollows(leader);
            throw new DamagedZnodeException(settings.leader(), "it went back to epoch " + leader.epoch());
        }
    }

    private void changed(byte[] bytes) {
        try {
            LeaderNode leader = LeaderNode.decode(settings.leader(), bytes);
            requireSameApplication(leader);
            if (leader.epoch() > candidate.epoch() && !closed) {
                fate.superseded(String.valueOf(superseded(leader).getMessage()));
            }
        } catch (DamagedZnodeException e) {
            ends(e);
        }
    }

    /** Ends this attempt; what is given back is for the caller to throw until then. */
    IOException ends(DamagedZnodeException damage) {
        if (!closed) {
            fate.broken(String.valueOf(damage.getMessage()));
        }
        return damage;
    }

    @Override
    public Optional<CheckpointPointer> of(String jobId) {
        return Optional.of(new ZooKeeperPointer(this, znodes, settings.checkpoint(jobId), jobId));
    }

    /** Deletes all znodes of the application, whose end is stored; whether or not this process was elected. */
    public void end() throws IOException {
        closed = true;
        for (int left = TRIES; left > 0; left--) {
            if (delete()) {
                return;
            }
        }
        throw new DamagedZnodeException(settings.folder(), "it stays, for there is something in it that is not ours");
    }

    private boolean delete() throws IOException {
        Optional<Znodes.Znode> there = znodes.read(settings.leader());
        if (there.isEmpty()) {
            return true;
        }
        LeaderNode leader = LeaderNode.decode(settings.leader(), there.get().bytes());
        requireSameApplication(leader);
        if (leader.epoch() > candidate.epoch()) {
            throw superseded(leader);
        }
        List<Znodes.Change> changes = new ArrayList<>();
        changes.add(Znodes.expect(settings.leader(), there.get().version()));
        for (String job : znodes.children(settings.jobs())) {
            changes.add(Znodes.delete(settings.checkpoint(job)));
        }
        changes.add(Znodes.delete(settings.jobs()));
        changes.add(Znodes.delete(settings.leader()));
        changes.add(Znodes.delete(settings.folder()));
        return znodes.change(settings.folder(), changes);
    }

    @Override
    public void close() {
        closed = true;
        znodes.close();
    }
}

package io.yarnflink.testkit.storage;

import io.yarnflink.jobmanager.ha.CheckpointPointer;
import io.yarnflink.jobmanager.ha.CheckpointPointers;
import io.yarnflink.state.checkpoint.StaleEpochException;
import io.yarnflink.state.checkpoint.UncertainCompletionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What leaders agree on in memory, which outlives the processes of a simulation; any thread. */
public final class MemoryCheckpointPointers {
    private final Map<String, Long> pointed = new TreeMap<>();
    private final List<String> broken = new ArrayList<>();
    private long leader;
    private Watcher watcher = (jobId, epoch, checkpointId) -> {};

    /** Is told of pointers when they have moved. */
    @FunctionalInterface
    public interface Watcher {
        void moved(String jobId, long epoch, long checkpointId);
    }

    /** Who is told from now on. */
    public synchronized void onMove(Watcher moves) {
        watcher = moves;
    }

    /** As the leader of one epoch sees them, whose calls may fail. */
    public CheckpointPointers of(long epoch, StorageFaults faults) {
        return jobId -> Optional.of(new Pointer(jobId, epoch, faults));
    }

    /** The checkpoint that a job goes on from; empty when nobody has said so. */
    public synchronized OptionalLong of(String jobId) {
        Long id = pointed.get(jobId);
        return id == null ? OptionalLong.empty() : OptionalLong.of(id);
    }

    /** Loses what it knew of a job, as no operator should make it. */
    public synchronized void forget(String jobId) {
        pointed.remove(jobId);
    }

    /** Knows what it knew once, as when its servers were set up again from an old copy. */
    public synchronized void restore(String jobId, long checkpointId) {
        pointed.put(jobId, checkpointId);
    }

    /** Why attempts ended. */
    public synchronized List<String> broken() {
        return List.copyOf(broken);
    }

    private synchronized void lead(long epoch) throws StaleEpochException {
        leader = Math.max(leader, epoch);
        requireLeader(epoch);
    }

    private synchronized void move(String jobId, long epoch, long checkpointId) throws StaleEpochException {
        requireLeader(epoch);
        Long before = pointed.put(jobId, checkpointId);
        if (before != null && before > checkpointId) {
            throw new IllegalStateException(
                    "job " + jobId + " went back from checkpoint " + before + " to " + checkpointId);
        }
        watcher.moved(jobId, epoch, checkpointId);
    }

    private void requireLeader(long epoch) throws StaleEpochException {
        if (leader != epoch) {
            throw new StaleEpochException(epoch, "epoch " + leader + " leads");
        }
    }

    private synchronized IOException broke(String why) {
        broken.add(why);
        return new IOException(why);
    }

    /** One job's, as one leader sees it. */
    private final class Pointer implements CheckpointPointer {
        private final String jobId;
        private final long epoch;
        private final StorageFaults faults;

        Pointer(String jobId, long epoch, StorageFaults faults) {
            this.jobId = jobId;
            this.epoch = epoch;
            this.faults = faults;
        }

        @Override
        public OptionalLong open() throws IOException {
            faults.before(StorageCall.CREATE, "leader");
            lead(epoch);
            faults.after(StorageCall.CREATE, "leader");
            faults.before(StorageCall.READ, jobId);
            return of(jobId);
        }

        @Override
        public void moveTo(long checkpointId) throws IOException {
            try {
                faults.before(StorageCall.WRITE, jobId);
                move(jobId, epoch, checkpointId);
                faults.after(StorageCall.WRITE, jobId);
            } catch (StaleEpochException e) {
                throw e;
            } catch (IOException e) {
                throw new UncertainCompletionException(checkpointId, e);
            }
        }

        @Override
        public IOException broken(String why) {
            return broke("the pointer of job " + jobId + ": " + why);
        }
    }
}

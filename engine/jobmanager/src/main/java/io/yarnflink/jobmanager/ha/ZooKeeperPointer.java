package io.yarnflink.jobmanager.ha;

import io.yarnflink.state.checkpoint.StaleEpochException;
import io.yarnflink.state.checkpoint.UncertainCompletionException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A znode that names a checkpoint; it is changed only together with the proof that this process still leads. */
final class ZooKeeperPointer implements CheckpointPointer {
    private static final int ABSENT = -1;

    private final ZooKeeperLeadership leadership;
    private final Znodes znodes;
    private final String path;
    private final String jobId;
    private int version = ABSENT;

    ZooKeeperPointer(ZooKeeperLeadership leadership, Znodes znodes, String path, String jobId) {
        this.leadership = leadership;
        this.znodes = znodes;
        this.path = path;
        this.jobId = jobId;
    }

    @Override
    public OptionalLong open() throws IOException {
        try {
            Znodes.Change lead = leadership.proof();
            while (true) {
                Optional<Znodes.Znode> there = znodes.read(path);
                if (there.isEmpty()) {
                    // The server that answered may lag behind; then creating it later fails, and is looked into.
                    version = ABSENT;
                    leadership.require();
                    return OptionalLong.empty();
                }
                PointerNode node = PointerNode.decode(path, jobId, there.get().bytes());
                version = there.get().version();
                // A server may lag behind: this asks the ensemble whether what was read is the newest.
                if (znodes.change(path, List.of(lead, Znodes.expect(path, version)))) {
                    return OptionalLong.of(node.checkpointId());
                }
                leadership.require();
            }
        } catch (DamagedZnodeException e) {
            throw leadership.ends(e);
        }
    }

    @Override
    public void moveTo(long checkpointId) throws IOException {
        byte[] bytes = new PointerNode(jobId, checkpointId, leadership.epoch()).encode();
        try {
            move(bytes);
        } catch (StaleEpochException e) {
            throw e;
        } catch (DamagedZnodeException e) {
            throw new UncertainCompletionException(checkpointId, leadership.ends(e));
        } catch (IOException e) {
            throw new UncertainCompletionException(checkpointId, e);
        }
    }

    /** May be called again: its condition holds once, so that of several tries one counts. */
    private void move(byte[] bytes) throws IOException {
        Znodes.Change move = version == ABSENT ? Znodes.create(path, bytes) : Znodes.set(path, bytes, version);
        if (znodes.change(path, List.of(leadership.proof(), move))) {
            version++;
            return;
        }
        Optional<Znodes.Znode> there = znodes.read(path);
        if (there.isPresent() && Arrays.equals(there.get().bytes(), bytes)) {
            version = there.get().version();
            return;
        }
        leadership.require();
        int now = there.map(Znodes.Znode::version).orElse(ABSENT);
        if (now == version) {
            throw new IOException("znode " + path + " is read as it was, and cannot be changed");
        }
        throw new DamagedZnodeException(
                path,
                there.isEmpty()
                        ? "it is gone, and only the end of the application deletes it"
                        : "it was changed by someone who does not lead");
    }

    @Override
    public IOException broken(String why) {
        return leadership.ends(new DamagedZnodeException(path, why));
    }
}

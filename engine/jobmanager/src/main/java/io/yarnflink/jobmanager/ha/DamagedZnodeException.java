package io.yarnflink.jobmanager.ha;

import java.io.IOException;

/** A znode is not what a leader of this application left there; reading it again will not help. */
public final class DamagedZnodeException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the znode at {@code path}, in one line. */
    public DamagedZnodeException(String path, String problem) {
        super("znode " + path + ": " + problem);
    }
}

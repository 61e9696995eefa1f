package io.yarnflink.state.checkpoint;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest that files of checkpoints are known by. */
public final class Digests {
    private Digests() {}

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

package io.yarnflink.staging.launch;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.security.token.TokenIdentifier;
import org.apache.hadoop.yarn.security.AMRMTokenIdentifier;

/** The application's secret among Hadoop's credentials: never in the environment, a command line, a file of ours or a log. */
public final class ApplicationCredentials {
    private static final Text SECRET = new Text("yarn-flink.application-secret");

    private ApplicationCredentials() {}

    public static void addSecret(Credentials credentials, byte[] secret) {
        credentials.addSecretKey(SECRET, secret);
    }

    public static byte[] secret(Credentials credentials) {
        byte[] secret = credentials.getSecretKey(SECRET);
        if (secret == null) {
            throw new IllegalStateException("the container's credentials hold no application secret (" + SECRET
                    + "); this process is started by yarn-flink's client or ApplicationMaster only");
        }
        return secret;
    }

    /** A copy without the token that makes its owner the ApplicationMaster: no TaskManager may have it. */
    public static Credentials forTaskManagers(Credentials master) {
        Credentials kept = new Credentials();
        master.getSecretKeyMap().forEach(kept::addSecretKey);
        master.getTokenMap().forEach((alias, token) -> addUnlessMasters(kept, alias, token));
        return kept;
    }

    private static void addUnlessMasters(Credentials kept, Text alias, Token<? extends TokenIdentifier> token) {
        if (!token.getKind().equals(AMRMTokenIdentifier.KIND_NAME)) {
            kept.addToken(alias, token);
        }
    }

    /** As a container's launch context takes them. */
    public static ByteBuffer serialize(Credentials credentials) throws IOException {
        DataOutputBuffer out = new DataOutputBuffer();
        credentials.writeTokenStorageToStream(out);
        return ByteBuffer.wrap(out.getData(), 0, out.getLength());
    }
}

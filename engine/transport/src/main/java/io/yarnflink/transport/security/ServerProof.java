package io.yarnflink.transport.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The accepting end of one handshake: hello in, challenge (its nonce and proof) out, the connecting end's proof in. Both
 * proofs cover both nonces, the role and the protocol, under different labels: neither can be replayed or reflected.
 */
public final class ServerProof {
    static final int NONCE_SIZE = 32;
    static final int PROOF_SIZE = 32;
    static final byte[] SERVER_LABEL = "yarn-flink server".getBytes(US_ASCII);
    static final byte[] CLIENT_LABEL = "yarn-flink client".getBytes(US_ASCII);

    private final Hello hello;
    private final AccessKey key;
    private final byte[] nonce = new byte[NONCE_SIZE];

    public ServerProof(byte[] helloFrame, Protocol protocol, ApplicationSecret secret, SecureRandom random)
            throws AuthenticationException {
        this.hello = Hello.decode(helloFrame);
        if (hello.protocol() != protocol) {
            throw new AuthenticationException(
                    hello + " asks for " + hello.protocol() + " on a port that speaks " + protocol);
        }
        if (protocol == Protocol.DATA && hello.role() != Role.PEER) {
            throw new AuthenticationException("a " + hello.role() + " may not open data channels");
        }
        this.key = secret.key(hello.role());
        random.nextBytes(nonce);
    }

    public byte[] challenge() {
        byte[] challenge = Arrays.copyOf(nonce, NONCE_SIZE + PROOF_SIZE);
        byte[] proof = key.prove(SERVER_LABEL, hello.encoded(), nonce);
        System.arraycopy(proof, 0, challenge, NONCE_SIZE, PROOF_SIZE);
        return challenge;
    }

    /** Who connected, once its proof holds. */
    public Hello verify(byte[] proof) throws AuthenticationException {
        if (!key.proves(proof, CLIENT_LABEL, hello.encoded(), nonce)) {
            throw new AuthenticationException("who calls itself " + hello + " does not hold this application's secret");
        }
        return hello;
    }
}

package io.yarnflink.transport.security;

import java.security.SecureRandom;
import java.util.Arrays;

/** The connecting end of one handshake: hello out, challenge in, proof out. */
public final class ClientProof {
    private final AccessKey key;
    private final Hello hello;

    public ClientProof(AccessKey key, Protocol protocol, String ownHost, int ownPort, SecureRandom random) {
        byte[] nonce = new byte[ServerProof.NONCE_SIZE];
        random.nextBytes(nonce);
        this.key = key;
        this.hello = Hello.of(protocol, key.role(), ownHost, ownPort, nonce);
    }

    public byte[] hello() {
        return hello.encoded();
    }

    /** The proof to send, once the accepting end's own proof holds. */
    public byte[] answer(byte[] challenge) throws AuthenticationException {
        if (challenge.length != ServerProof.NONCE_SIZE + ServerProof.PROOF_SIZE) {
            throw new AuthenticationException("the challenge has " + challenge.length + " bytes");
        }
        byte[] nonce = Arrays.copyOf(challenge, ServerProof.NONCE_SIZE);
        byte[] proof = Arrays.copyOfRange(challenge, ServerProof.NONCE_SIZE, challenge.length);
        if (!key.proves(proof, ServerProof.SERVER_LABEL, hello.encoded(), nonce)) {
            throw new AuthenticationException("the other end does not hold the same application secret");
        }
        return key.prove(ServerProof.CLIENT_LABEL, hello.encoded(), nonce);
    }
}

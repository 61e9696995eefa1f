package io.yarnflink.transport.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Who connects, for what, and where it is reached itself (port 0: nowhere). Keeps exactly the bytes that travelled, so that
 * the proofs of both ends cover all of them.
 */
public final class Hello {
    private static final int MAGIC = 0x59464C4B; // "YFLK"
    private static final byte VERSION = 1;
    private static final int MAX_HOST_BYTES = 255;

    private final Protocol protocol;
    private final Role role;
    private final String host;
    private final int port;
    private final byte[] encoded;

    private Hello(Protocol protocol, Role role, String host, int port, byte[] encoded) {
        this.protocol = protocol;
        this.role = role;
        this.host = host;
        this.port = port;
        this.encoded = encoded;
    }

    static Hello of(Protocol protocol, Role role, String host, int port, byte[] nonce) {
        byte[] hostBytes = host.getBytes(UTF_8);
        if (hostBytes.length > MAX_HOST_BYTES) {
            throw new IllegalArgumentException("Host name '" + host + "' is longer than " + MAX_HOST_BYTES + " bytes");
        }
        byte[] encoded = ByteBuffer.allocate(4 + 3 + 2 + 1 + hostBytes.length + nonce.length)
                .putInt(MAGIC)
                .put(VERSION)
                .put(protocol.code)
                .put(role.code)
                .putShort((short) port)
                .put((byte) hostBytes.length)
                .put(hostBytes)
                .put(nonce)
                .array();
        return new Hello(protocol, role, host, port, encoded);
    }

    static Hello decode(byte[] encoded) throws AuthenticationException {
        ByteBuffer in = ByteBuffer.wrap(encoded);
        try {
            if (in.getInt() != MAGIC) {
                throw new AuthenticationException("the first frame is not a yarn-flink handshake");
            }
            byte version = in.get();
            if (version != VERSION) {
                throw new AuthenticationException("handshake version " + version + " instead of " + VERSION
                        + ": both ends must be of the same release");
            }
            Protocol protocol = Protocol.of(in.get());
            Role role = Role.of(in.get());
            int port = Short.toUnsignedInt(in.getShort());
            byte[] host = new byte[Byte.toUnsignedInt(in.get())];
            in.get(host);
            if (in.remaining() != ServerProof.NONCE_SIZE) {
                throw new AuthenticationException("the handshake's nonce has " + in.remaining() + " bytes");
            }
            return new Hello(protocol, role, new String(host, UTF_8), port, encoded);
        } catch (BufferUnderflowException e) {
            throw new AuthenticationException(
                    "the handshake's first frame ends early, at " + encoded.length + " bytes");
        }
    }

    public Protocol protocol() {
        return protocol;
    }

    public Role role() {
        return role;
    }

    /** Where its sender is reached itself. */
    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    byte[] encoded() {
        return encoded;
    }

    /** For log lines. */
    @Override
    public String toString() {
        return role + " " + host + ":" + port;
    }
}

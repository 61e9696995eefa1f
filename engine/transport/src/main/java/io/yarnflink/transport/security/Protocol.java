package io.yarnflink.transport.security;

/** What a port speaks once both ends have proved the secret. */
public enum Protocol {
    RPC(1),
    DATA(2);

    final byte code;

    Protocol(int code) {
        this.code = (byte) code;
    }

    static Protocol of(byte code) throws AuthenticationException {
        for (Protocol protocol : values()) {
            if (protocol.code == code) {
                return protocol;
            }
        }
        throw new AuthenticationException("the handshake names an unknown protocol: " + code);
    }
}

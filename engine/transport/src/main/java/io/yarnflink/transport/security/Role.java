package io.yarnflink.transport.security;

/** What the holder of a key may do. */
public enum Role {
    /** A process of the application: may reach everything. */
    PEER(1),
    /** Someone who submits or watches jobs: may reach the dispatcher only. */
    CLIENT(2);

    final byte code;

    Role(int code) {
        this.code = (byte) code;
    }

    static Role of(byte code) throws AuthenticationException {
        for (Role role : values()) {
            if (role.code == code) {
                return role;
            }
        }
        throw new AuthenticationException("the handshake names an unknown role: " + code);
    }
}

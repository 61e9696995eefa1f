package io.yarnflink.transport.security;

/** The other end of a connection did not prove the application's secret, or did not speak the handshake. */
public final class AuthenticationException extends Exception {
    public AuthenticationException(String message) {
        super(message);
    }
}

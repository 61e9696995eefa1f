package io.yarnflink.transport.net;

import io.netty.handler.codec.DecoderException;

/** Bytes that no correct peer sends; the connection they came on is closed. */
public final class ProtocolViolation extends DecoderException {
    public ProtocolViolation(String message) {
        super(message);
    }

    public ProtocolViolation(String message, Throwable cause) {
        super(message, cause);
    }
}

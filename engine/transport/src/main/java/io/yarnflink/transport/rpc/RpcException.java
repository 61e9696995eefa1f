package io.yarnflink.transport.rpc;

/** A request was not answered as hoped: {@link #code()} says why, the message says it to people. */
public class RpcException extends Exception {
    private final Code code;

    /** Why a request failed. */
    public enum Code {
        /** The sender follows an older leader than the receiver. */
        STALE_EPOCH,
        /** No such endpoint in the process. */
        NO_ENDPOINT,
        /** The peer cannot be reached or the connection broke; the request may have been handled. */
        UNREACHABLE,
        /** No answer in time; the request may have been handled. */
        TIMEOUT,
        /** The receiver refused the request. */
        REFUSED,
        /** The peer did not prove the application's secret. */
        UNAUTHENTICATED
    }

    public RpcException(Code code, String message) {
        super(message);
        this.code = code;
    }

    public RpcException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}

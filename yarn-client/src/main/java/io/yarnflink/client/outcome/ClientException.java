package io.yarnflink.client.outcome;

import io.yarnflink.rest.archive.ExitCode;

/** A command cannot go on: the code says what kind of ending it is, the message says it in one line. */
public class ClientException extends Exception {
    private final ExitCode code;

    public ClientException(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    public ClientException(ExitCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ExitCode code() {
        return code;
    }

    /** The message of {@code failure}, or its class when it has none: first line only. */
    public static String oneLine(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        return message.strip().lines().findFirst().orElse("").strip();
    }
}

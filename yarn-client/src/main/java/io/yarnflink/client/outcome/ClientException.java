package io.yarnflink.client.outcome;

import io.yarnflink.rest.archive.ExitCode;
import java.nio.file.FileSystemException;

/** A command cannot go on: the code says what kind of ending it is, the message says it in one line. */
public class ClientException extends Exception {
    private final ExitCode code;
    private final String applicationId;

    public ClientException(ExitCode code, String message) {
        super(message);
        this.code = code;
        applicationId = "";
    }

    public ClientException(ExitCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        applicationId = "";
    }

    /** The same failure, which left it open whether YARN has {@code applicationId}. */
    public ClientException(ClientException failure, String applicationId) {
        super(failure.getMessage(), failure);
        code = failure.code;
        this.applicationId = applicationId;
    }

    /** What nobody foresaw. */
    public static ClientException fault(Throwable failure) {
        return new ClientException(
                ExitCode.ENGINE,
                failure.getClass().getSimpleName() + ": " + oneLine(failure)
                        + " (a fault of yarn-flink; --verbose shows where)",
                failure);
    }

    public ExitCode code() {
        return code;
    }

    /** The application that YARN may have heard of; empty when there is none. */
    public String applicationId() {
        return applicationId;
    }

    /** The message of {@code failure}, or its class when it has none: first line only. */
    public static String oneLine(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        String line = message.strip().lines().findFirst().orElse("").strip();
        // Their message is the name of the file alone.
        boolean mute = failure instanceof FileSystemException file && file.getReason() == null;
        return mute ? failure.getClass().getSimpleName() + ": " + line : line;
    }
}

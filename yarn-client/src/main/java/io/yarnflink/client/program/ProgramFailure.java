package io.yarnflink.client.program;

import io.yarnflink.api.spi.ProgramClassLoader;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Says in one line what a program's main threw. */
public final class ProgramFailure {
    private ProgramFailure() {}

    /** What the client itself threw inside {@code execute()} stays what it is; anything else is the program's fault. */
    public static ClientException of(Throwable thrown) {
        Optional<ClientException> own = find(thrown, ClientException.class);
        if (own.isPresent()) {
            return own.get();
        }
        Optional<UnsupportedClassVersionError> tooNew = find(thrown, UnsupportedClassVersionError.class);
        if (tooNew.isPresent()) {
            return ClassFileVersion.tooNew(tooNew.get());
        }
        Throwable root = telling(thrown);
        String message = root.getMessage() == null ? "" : ": " + ClientException.oneLine(root);
        String frame = userFrame(root)
                .or(() -> userFrame(thrown))
                .map(at -> " (" + at + ")")
                .orElse("");
        return new ClientException(
                ExitCode.USER_CODE, "main: " + root.getClass().getName() + message + frame, thrown);
    }

    /** {@code Job.java:88}: the innermost line of the program's own code. */
    static Optional<String> userFrame(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> ProgramClassLoader.NAME.equals(frame.getClassLoaderName()))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber());
    }

    /** The first failure of that type among {@code failure} and its causes. */
    public static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        Set<Throwable> seen = new HashSet<>();
        for (Throwable at = failure; at != null && seen.add(at); at = at.getCause()) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
        }
        return Optional.empty();
    }

    /** What the engine's own code threw says most; otherwise the innermost cause does. */
    private static Throwable telling(Throwable failure) {
        Set<Throwable> seen = new HashSet<>();
        Throwable at = failure;
        while (!isOurs(at) && at.getCause() != null && seen.add(at)) {
            at = at.getCause();
        }
        return at;
    }

    private static boolean isOurs(Throwable failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        return frames.length > 0
                && frames[0].getClassName().startsWith("io.yarnflink.")
                && !ProgramClassLoader.NAME.equals(frames[0].getClassLoaderName());
    }
}

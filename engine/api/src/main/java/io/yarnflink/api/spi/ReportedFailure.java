package io.yarnflink.api.spi;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The exception that ended a task, made again in the program's JVM from its printed stack: with its causes, their classes where
 * the program knows them and can make them from a message, their messages and frames, and nothing else that they held.
 */
public final class ReportedFailure {
    private static final Pattern HEADER = Pattern.compile("([\\w$]+(?:\\.[\\w$]+)*)(?:: (.*))?", Pattern.DOTALL);
    private static final Pattern FRAME =
            Pattern.compile("\\s+at (?:[^(]*/)?([\\w$.<>]+)\\.([\\w$<>]+)\\(([^:)]*)(?::(\\d+))?\\)");

    private ReportedFailure() {}

    /** Empty when the text is no stack. */
    public static Optional<Throwable> of(String printedStack, ClassLoader program) {
        List<String> headers = new ArrayList<>();
        List<List<StackTraceElement>> frames = new ArrayList<>();
        for (String line : printedStack.lines().toList()) {
            boolean isCause = line.startsWith("Caused by: ");
            if (isCause || headers.isEmpty()) {
                headers.add(isCause ? line.substring("Caused by: ".length()) : line);
                frames.add(new ArrayList<>());
            } else if (line.startsWith("\t")) {
                Matcher frame = FRAME.matcher(line);
                if (line.startsWith("\tat ") && frame.matches()) {
                    frames.get(frames.size() - 1).add(element(frame));
                }
            } else {
                headers.set(headers.size() - 1, headers.get(headers.size() - 1) + '\n' + line);
            }
        }
        if (frames.stream().allMatch(List::isEmpty)) {
            return Optional.empty();
        }
        Throwable made = null;
        for (int i = headers.size() - 1; i >= 0; i--) {
            made = made(headers.get(i), made, program);
            made.setStackTrace(frames.get(i).toArray(new StackTraceElement[0]));
        }
        return Optional.ofNullable(made);
    }

    private static StackTraceElement element(Matcher frame) {
        int line = frame.group(4) == null ? -1 : Integer.parseInt(frame.group(4));
        return new StackTraceElement(frame.group(1), frame.group(2), frame.group(3), line);
    }

    private static Throwable made(String header, @Nullable Throwable cause, ClassLoader program) {
        Matcher matcher = HEADER.matcher(header);
        if (matcher.matches()) {
            try {
                Class<?> type = Class.forName(matcher.group(1), false, program);
                Throwable made = Throwable.class.isAssignableFrom(type)
                        ? instance(type.asSubclass(Throwable.class), matcher.group(2))
                        : null;
                if (made != null) {
                    return cause == null || made.getCause() != null ? made : made.initCause(cause);
                }
            } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
                // The class is not here or does not let itself be made; the header says what it was.
            }
        }
        return new RuntimeException(header, cause);
    }

    /** Null when the class has no constructor for a message, nor one for none. */
    private static @Nullable Throwable instance(Class<? extends Throwable> type, @Nullable String message)
            throws ReflectiveOperationException {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            Class<?>[] parameters = constructor.getParameterTypes();
            boolean takesMessage =
                    parameters.length == 1 && (parameters[0] == String.class || parameters[0] == Object.class);
            if (message == null ? parameters.length == 0 : takesMessage) {
                constructor.setAccessible(true);
                return message == null
                        ? (Throwable) constructor.newInstance()
                        : (Throwable) constructor.newInstance(message);
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 0) {
                constructor.setAccessible(true);
                return (Throwable) constructor.newInstance();
            }
        }
        return null;
    }
}

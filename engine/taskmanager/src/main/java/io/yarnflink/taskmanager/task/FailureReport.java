package io.yarnflink.taskmanager.task;

import io.yarnflink.taskmanager.chain.FailureKind;
import io.yarnflink.taskmanager.chain.OperatorException;
import io.yarnflink.taskmanager.exchange.ChannelException;
import io.yarnflink.taskmanager.exchange.RecordException;
import io.yarnflink.transport.protocol.TaskFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Says what made a task fail: first what people need, then the bounded rest. */
final class FailureReport {
    private static final int LONGEST_MESSAGE = 4_000;
    private static final int LONGEST_STACK = 16_000;
    private static final int DEEPEST_CAUSE = 32;

    /** With the job loaded as in tests by the engine's own class loader, these are not the user's frames. */
    private static final List<String> ENGINE_PACKAGES = List.of(
            "io.yarnflink.api.",
            "io.yarnflink.connectors.",
            "io.yarnflink.graph.",
            "io.yarnflink.state.",
            "io.yarnflink.taskmanager.",
            "io.yarnflink.transport.");

    private FailureReport() {}

    static TaskFailure of(Throwable thrown, String vertexName, String position, ClassLoader userCode) {
        OperatorException located = thrown instanceof OperatorException operator ? operator : null;
        Throwable cause = located == null || located.getCause() == null ? thrown : located.getCause();
        FailureKind kind = located == null ? kindOf(thrown) : located.kind();
        return TaskFailure.newBuilder()
                .setOperator(located == null ? vertexName : located.operatorName())
                .setExceptionClass(cause.getClass().getName())
                .setMessage(shortened(message(cause) + rootOf(cause), LONGEST_MESSAGE))
                .setUserFrame(isOfProgram(kind) ? userFrame(cause, userCode) : "")
                .setRecordSource(position)
                .setStackTrace(stackTrace(cause))
                .setKind(kind.name())
                .build();
    }

    private static FailureKind kindOf(Throwable thrown) {
        if (thrown instanceof ChannelException) {
            return FailureKind.CHANNEL;
        }
        // What users' types do is theirs, also where no operator is at work.
        return thrown instanceof RecordException ? FailureKind.USER_CODE : FailureKind.ENGINE;
    }

    /** The user's line that emitted a record is not to blame for what became of it. */
    private static boolean isOfProgram(FailureKind kind) {
        return kind == FailureKind.USER_CODE || kind == FailureKind.CONNECTOR;
    }

    private static String message(Throwable cause) {
        try {
            String message = cause.getMessage();
            return message == null ? "" : message;
        } catch (RuntimeException e) {
            return "";
        }
    }

    /** What wraps a failure often says where it happened, and only the root what happened. */
    private static String rootOf(Throwable thrown) {
        Throwable root = rootFirst(thrown).element();
        String message = message(root);
        String told = root.getClass().getName() + (message.isEmpty() ? "" : ": " + message);
        return root == thrown || message(thrown).contains(told) ? "" : " (caused by " + told + ")";
    }

    private static Deque<Throwable> rootFirst(Throwable thrown) {
        Deque<Throwable> rootFirst = new ArrayDeque<>();
        for (Throwable cause = thrown; cause != null && rootFirst.size() < DEEPEST_CAUSE; cause = cause.getCause()) {
            rootFirst.push(cause);
        }
        return rootFirst;
    }

    /** The user's line that is nearest to the root of the failure. */
    private static String userFrame(Throwable thrown, ClassLoader userCode) {
        for (Throwable cause : rootFirst(thrown)) {
            for (StackTraceElement frame : cause.getStackTrace()) {
                if (isUserCode(frame.getClassName(), userCode)) {
                    return frame.getFileName() + ":" + frame.getLineNumber();
                }
            }
        }
        return "";
    }

    private static boolean isUserCode(String className, ClassLoader userCode) {
        if (ENGINE_PACKAGES.stream().anyMatch(className::startsWith)) {
            return false;
        }
        try {
            return Class.forName(className, false, userCode).getClassLoader() == userCode;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        try {
            thrown.printStackTrace(new PrintWriter(text, true));
        } catch (RuntimeException e) {
            // An exception of the user's may fail even at being printed; what there is of it is reported.
            text.append(thrown.getClass().getName());
        }
        return shortened(text.toString(), LONGEST_STACK);
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "...";
    }
}

package io.yarnflink.jobmanager.execution;

import io.yarnflink.transport.protocol.TaskFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Why a job failed: one line for people, its kind for programs, the whole story for whoever asks. {@code symptom} says
 * that something else is likely behind it: a broken channel, when a TaskManager is about to be found dead. {@code lasting}
 * says that it would be the same after a restart.
 */
public record JobFailure(String line, String kind, String detail, boolean symptom, boolean lasting) {
    public static final String TASK_MANAGER_LOST = "TASK_MANAGER_LOST";
    public static final String CLIENT_LOST = "CLIENT_LOST";
    public static final String CONNECTOR = "CONNECTOR";
    public static final String ENGINE = "ENGINE";

    private static final String CHANNEL = "CHANNEL";
    private static final String USER_CODE = "USER_CODE";
    private static final int LINE_LIMIT = 2000;

    public JobFailure {
        line = oneLine(line);
    }

    /** One that may be over after a restart. */
    JobFailure(String line, String kind, String detail, boolean symptom) {
        this(line, kind, detail, symptom, false);
    }

    /** The same, and what people have of it. */
    public JobFailure and(String more) {
        String shortened = line.substring(0, Math.min(line.length(), Math.max(0, LINE_LIMIT - more.length() - 2)));
        return new JobFailure(shortened + "; " + more, kind, detail, symptom, lasting);
    }

    /** The slots that the job waits for will not come. */
    public static JobFailure noSlots(String cause, String code) {
        return new JobFailure("No slots for the job: " + cause, code, "", false, true);
    }

    /** A task failed, in a container on a host. */
    public static JobFailure ofTask(Execution execution, TaskFailure failure, String taskManagerId, String host) {
        StringBuilder line = new StringBuilder()
                .append(failure.getOperator().isEmpty() ? execution.vertex().name() : failure.getOperator())
                .append(" (subtask ")
                .append(execution.subtask() + 1)
                .append('/')
                .append(execution.vertex().parallelism())
                .append(')');
        if (!failure.getUserFrame().isEmpty()) {
            line.append(" at ").append(failure.getUserFrame());
        }
        line.append(": ").append(failure.getExceptionClass());
        if (!failure.getMessage().isEmpty()) {
            line.append(": ").append(failure.getMessage());
        }
        if (!failure.getRecordSource().isEmpty()) {
            line.append(" (record from ").append(failure.getRecordSource()).append(')');
        }
        line.append(" [").append(taskManagerId).append(", ").append(host).append(']');
        return new JobFailure(
                line.toString(),
                failure.getKind(),
                failure.getStackTrace(),
                failure.getKind().equals(CHANNEL));
    }

    /** {@code code} is TASK_MANAGER_LOST, or says more of what became of its container. */
    public static JobFailure taskManagerLost(String taskManagerId, String host, String cause, String code) {
        return new JobFailure("TaskManager " + taskManagerId + " on " + host + " was lost: " + cause, code, "", false);
    }

    /** What only says that a TaskManager cannot be reached; why, is about to be heard. */
    public static JobFailure unreachable(String what, String cause) {
        return new JobFailure(what + ": " + cause, TASK_MANAGER_LOST, "", true);
    }

    /** Whether a TaskManager is gone, for nothing that is known of the job. */
    public boolean isLoss() {
        return kind.equals(TASK_MANAGER_LOST) && !symptom;
    }

    /** The split enumerator of a source failed. */
    public static JobFailure ofEnumerator(String source, Throwable failure) {
        return ofCoordinator(source, "split enumerator", failure);
    }

    /** The committer of a sink failed. */
    public static JobFailure ofCommitter(String sink, Throwable failure) {
        return ofCoordinator(sink, "committer", failure);
    }

    /** The job cannot go on from its latest checkpoint. */
    public static JobFailure ofRestore(Throwable failure) {
        StringWriter stack = new StringWriter();
        failure.printStackTrace(new PrintWriter(stack));
        return new JobFailure(
                "The job cannot go on from its checkpoint: " + failure.getMessage(),
                "RESTORE",
                stack.toString(),
                false,
                true);
    }

    /** More checkpoints in a row failed than the job tolerates. */
    public static JobFailure ofCheckpoints(String line) {
        return new JobFailure("Too many checkpoints failed in a row: " + line, "CHECKPOINTS", "", false);
    }

    /** All tasks have finished, but that cannot be stored. */
    public static JobFailure ofEnd(Throwable failure) {
        return new JobFailure(
                "That nothing is left to be done but to commit cannot be stored: " + failure.getMessage(),
                "CHECKPOINTS",
                "",
                false);
    }

    private static JobFailure ofCoordinator(String operator, String part, Throwable failure) {
        StringWriter stack = new StringWriter();
        failure.printStackTrace(new PrintWriter(stack));
        Throwable cause =
                failure instanceof UncheckedIOException && failure.getCause() != null ? failure.getCause() : failure;
        String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        return new JobFailure(
                operator + " (" + part + "): " + cause.getClass().getName() + message,
                CONNECTOR,
                stack.toString(),
                false);
    }

    /** The accumulators of a job go to its client in one message. */
    public static JobFailure accumulatorsTooLarge(String task, long bytes, long allowed) {
        return new JobFailure(
                "The accumulators of the job's tasks take " + bytes + " bytes with those of " + task
                        + "; they may take " + allowed + ". Accumulators are for sums: write what is larger to a sink",
                USER_CODE,
                "",
                false,
                true);
    }

    public static JobFailure clientLost(String line) {
        return new JobFailure(line, CLIENT_LOST, "", false, true);
    }

    public static JobFailure engine(String line) {
        return new JobFailure(line, ENGINE, "", false);
    }

    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s*\\R\\s*", " ");
        return line.length() <= LINE_LIMIT ? line : line.substring(0, LINE_LIMIT) + "...";
    }
}

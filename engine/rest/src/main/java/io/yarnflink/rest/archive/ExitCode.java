package io.yarnflink.rest.archive;

import io.yarnflink.api.common.JobStatus;
import java.util.Arrays;

/** Why an application ended, as the number that the submitting process exits with; the numbers never change. */
public enum ExitCode {
    OK(0),
    /** The engine itself failed. */
    ENGINE(1),
    /** A wrong command line. */
    USAGE(2),
    /** No such application or job. */
    NOT_FOUND(4),
    /** Waiting ended before the job did. */
    WAIT_TIMEOUT(5),
    /** A user function threw. */
    USER_CODE(10),
    /** A source, sink or the system behind it failed. */
    CONNECTOR(11),
    /** A container used more memory than it has. */
    CONTAINER_MEMORY(14),
    /** TaskManagers were lost, or could not be started, too often. */
    TASK_MANAGER_LOST(15),
    /** The ApplicationMaster was lost and no attempt is left. */
    MASTER_LOST(16),
    /** Queue or cluster did not grant the containers in time. */
    RESOURCES(20),
    /** Refused before anything was submitted: the program, its jar, its configuration. */
    PREFLIGHT(21),
    SECURITY(22),
    /** HDFS cannot be reached or refused. */
    STAGING(23),
    /** YARN cannot be reached or refused. */
    YARN(24),
    CANCELED(30),
    /** Killed through YARN. */
    KILLED(31),
    PREEMPTED(32);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** The code of a job that ended in {@code state} for a cause of this kind, as job reports name kinds. */
    public static ExitCode of(JobStatus state, String causeKind) {
        return switch (state) {
            case FINISHED -> OK;
            case CANCELED -> CANCELED;
            case INITIALIZING, CREATED, RUNNING, FAILING, FAILED, CANCELLING, RESTARTING ->
                Arrays.stream(values())
                        .filter(code -> code != OK && code.name().equals(causeKind))
                        .findFirst()
                        .orElse(causeKind.equals("CHANNEL") ? TASK_MANAGER_LOST : ENGINE);
        };
    }
}

package io.yarnflink.rest.archive;

import io.yarnflink.api.common.JobStatus;
import java.util.Arrays;
import java.util.Set;

/**
 * Why an application or a command ended, as the number that the submitting process exits with. The numbers never change:
 * 10-19 say that the job failed, 20-29 that the platform did (trying again may help), 30-39 that people ended it.
 */
public enum ExitCode {
    OK(0, "the job finished, or the command did what was asked"),
    ENGINE(1, "a fault of the engine itself"),
    USAGE(2, "wrong command line, configuration or jar; nothing was submitted"),
    NOT_FOUND(4, "no such application or job"),
    WAIT_TIMEOUT(5, "waiting ended before the job did; it may still run"),
    SAVEPOINT(6, "the savepoint could not be taken; the job goes on"),
    USER_CODE(10, "the program or one of its functions failed"),
    CONNECTOR(11, "a source or sink failed: input missing, output not writable"),
    RESTORE(12, "what the job was to go on from is not there, cannot be read or does not fit"),
    CHECKPOINTS(13, "too many checkpoints failed"),
    CONTAINER_MEMORY(14, "a container used more memory than it has"),
    TASK_MANAGER_LOST(15, "TaskManagers were lost, or could not be started, too often"),
    MASTER_LOST(16, "the ApplicationMaster was lost and no attempt is left"),
    RESOURCES(20, "queue or cluster did not grant the containers in time"),
    PREFLIGHT(21, "refused before submission: the cluster could never run it"),
    SECURITY(22, "not allowed, or the caller could not prove who it is"),
    STAGING(23, "HDFS cannot be reached, or refused"),
    YARN(24, "YARN cannot be reached, or refused"),
    CANCELED(30, "cancelled by a user"),
    KILLED(31, "killed through YARN"),
    PREEMPTED(32, "preempted by YARN"),
    CLIENT_LOST(33, "the client that fetched the job's results ended without a word");

    private static final Set<String> TASK_MANAGER_KINDS = Set.of("CHANNEL", "CONTAINERS_LOST");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    public String meaning() {
        return meaning;
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
                        .orElse(TASK_MANAGER_KINDS.contains(causeKind) ? TASK_MANAGER_LOST : ENGINE);
        };
    }
}

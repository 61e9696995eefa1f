package io.yarnflink.client;

/**
 * How a command ended, as its exit status. The numbers are stable: 10-19 say that the job failed, 20-29 that the
 * platform did (trying again may help), 30-39 that people ended it.
 */
public enum ExitCode {
    OK(0, "the job finished, or the command did what was asked"),
    ENGINE(1, "a fault of yarn-flink itself"),
    USAGE(2, "wrong command line, configuration or jar; nothing was submitted"),
    NOT_FOUND(4, "no such application"),
    USER_CODE(10, "the program or one of its functions failed"),
    CONNECTOR(11, "a source or sink failed: input missing, output not writable"),
    TASK_MANAGER_LOST(15, "TaskManager containers were lost and the job could not go on"),
    MASTER_LOST(16, "the ApplicationMaster was lost and its attempts are used up"),
    RESOURCES(20, "the queue or YARN did not grant the resources"),
    PREFLIGHT(21, "refused before submission: the cluster could never run it"),
    SECURITY(22, "not allowed, or the caller could not prove who it is"),
    STAGING(23, "HDFS cannot be reached or refused to take the application's files"),
    YARN(24, "YARN cannot be reached"),
    CANCELED(30, "the job was cancelled by a user"),
    KILLED(31, "the application was killed in YARN");

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
}

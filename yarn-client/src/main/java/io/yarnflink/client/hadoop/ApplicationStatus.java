package io.yarnflink.client.hadoop;

/**
 * An application as YARN sees it: {@code diagnostics} are YARN's own words, {@code containers} those it holds now. Times are
 * in milliseconds since the epoch, 0 for not yet.
 */
public record ApplicationStatus(
        String id,
        Description description,
        Phase phase,
        FinalStatus finalStatus,
        String diagnostics,
        Master master,
        int containers) {

    /** What the application was submitted as, and when. */
    public record Description(String name, String user, String queue, long startedAt, long endedAt) {}

    /** Where the ApplicationMaster of the current attempt listens; port 0 while there is none. */
    public record Master(String host, int port, int attempt) {
        public boolean known() {
            return port > 0;
        }
    }

    /** How far the application is. */
    public enum Phase {
        SUBMITTED,
        ACCEPTED,
        RUNNING,
        FINISHED,
        FAILED,
        KILLED;

        public boolean ended() {
            return this == FINISHED || this == FAILED || this == KILLED;
        }
    }

    /** What the ApplicationMaster said at its end. */
    public enum FinalStatus {
        UNDEFINED,
        SUCCEEDED,
        FAILED,
        KILLED
    }
}

package io.yarnflink.graph;

/** What an operator means to the JobMaster, which does not look into its code to know. */
public enum OperatorRole {
    /** Nothing but its records. */
    PLAIN(0),
    /** A source whose splits an enumerator in the JobMaster assigns. */
    READS_SPLITS(1),
    /** A source that needs nothing of the JobMaster. */
    LOOPS(2),
    /** A sink whose output becomes visible when the JobMaster commits it. */
    COMMITS(3),
    /**
     * A sink that publishes in its task when it hears that checkpoints are complete, or leaves something behind that is to be
     * cleaned up at the job's end.
     */
    PUBLISHES(4);

    static final int HIGHEST_CODE = 4;

    private final int code;

    OperatorRole(int code) {
        this.code = code;
    }

    /** What stands for it in a serialized graph. */
    int code() {
        return code;
    }

    static OperatorRole ofCode(int code) {
        for (OperatorRole role : values()) {
            if (role.code == code) {
                return role;
            }
        }
        throw new IllegalArgumentException("no operator has role " + code);
    }

    public boolean isSource() {
        return this == READS_SPLITS || this == LOOPS;
    }
}

package io.yarnflink.chaos;

/**
 * One line of the table: a fault, and what is to come of it.
 *
 * @param name as in the fault matrix: C, A, T for kill points of client, ApplicationMaster, TaskManager; F for faults around them
 */
record Row(String name, String injected, String expected, Scenario scenario) {

    /** Whether others may be played beside it: what dies is one of its own job's containers. */
    boolean mindsItsOwnJob() {
        return name.matches("[AT].*");
    }

    /** Kill points, and what happens to leaders and between processes: not what YARN and HDFS alone suffer. */
    boolean concernsZooKeeper() {
        return !name.startsWith("F") || name.matches("F(6|1[1-6].*|19|20)");
    }

    /** Whether each container is to have a node and a network of its own. */
    boolean needsNetworks() {
        return name.matches("F1[5678].*");
    }

    /** An invariant does not hold. However busy this machine was, that is no accident of the trial. */
    static final class Violated extends AssertionError {
        private static final long serialVersionUID = 1;

        Violated(String invariant, AssertionError seen) {
            super(invariant + ": " + seen.getMessage(), seen);
        }
    }

    /** What happens in a row; any exception or failed assertion but {@link NotInjected} fails it. */
    @FunctionalInterface
    interface Scenario {
        void play(Trial trial) throws Exception;
    }

    /** The fault did not come about, so that nothing was shown. */
    static final class NotInjected extends Exception {
        private static final long serialVersionUID = 1;

        NotInjected(String why) {
            super(why);
        }
    }

    /** A row that cannot be run here, or not yet. */
    static final class NotRun extends Exception {
        private static final long serialVersionUID = 1;

        NotRun(String why) {
            super(why);
        }
    }

    static Row notRun(String name, String injected, String expected, String why) {
        return new Row(name, injected, expected, trial -> {
            throw new NotRun(why);
        });
    }
}

package io.yarnflink.chaos;

/** How one trial of a row ended; {@code paused}: this machine did for so long that nothing was shown. */
record Verdict(Row row, int seed, Outcome outcome, boolean paused, Found found) {

    /** What was seen: how long the recovery took, which invariants held, and what else there is to say. */
    record Found(String recovery, String checked, String remark) {}

    /** Whether it is as promised. */
    enum Outcome {
        PASS,
        FAIL,
        NOT_RUN,
        /** The fault did not come about, or the machine was too busy to judge. */
        INVALID;

        /** Whether a pause of this machine leaves open what it means; {@code violated}: an invariant does not hold. */
        boolean isExcusedByPause(boolean violated) {
            return this != NOT_RUN && !violated;
        }
    }

    String line() {
        return "| " + row.name() + (seed == 0 ? "" : " #" + seed) + " | " + row.injected() + " | " + row.expected()
                + " | **" + outcome + "** | " + found.recovery() + " | " + found.checked() + " | "
                + found.remark().replace('|', '/').replaceAll("\\s*\\R\\s*", " ") + " |";
    }

    static String header() {
        return "| row | injected | expected | outcome | recovery | checked | remark |\n|---|---|---|---|---|---|---|";
    }
}

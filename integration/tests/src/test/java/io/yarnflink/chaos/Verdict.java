package io.yarnflink.chaos;

/** How one trial of a row ended. */
record Verdict(Row row, int seed, Outcome outcome, String recovery, String checked, String remark) {

    /** Whether it is as promised. */
    enum Outcome {
        PASS,
        FAIL,
        NOT_RUN,
        /** The fault did not come about, or the machine was too busy to judge. */
        INVALID
    }

    String line() {
        return "| " + row.name() + (seed == 0 ? "" : " #" + seed) + " | " + row.injected() + " | " + row.expected()
                + " | **" + outcome + "** | " + recovery + " | " + checked + " | "
                + remark.replace('|', '/').replaceAll("\\s*\\R\\s*", " ") + " |";
    }

    static String header() {
        return "| row | injected | expected | outcome | recovery | checked | remark |\n|---|---|---|---|---|---|---|";
    }
}

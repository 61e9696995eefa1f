package io.yarnflink.chaos;

import java.util.List;

/** The rows that say most for their time. */
final class Smoke {
    static final List<String> ROWS = List.of("C4", "A4", "A7", "A9", "A10", "A15", "T6", "T8", "T12", "F19");

    private Smoke() {}
}

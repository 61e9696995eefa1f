package io.yarnflink.examples.machinealarm;

import java.time.Instant;

/** A machine went from one phase to another. */
record Change(Instant time, String machine, Phase from, Phase to) {
    @Override
    public String toString() {
        return time + " " + machine + ": " + from + " -> " + to;
    }
}

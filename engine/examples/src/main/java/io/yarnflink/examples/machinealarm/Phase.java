package io.yarnflink.examples.machinealarm;

/** How a machine does. */
enum Phase {
    OK,
    COLD,
    ALARM
}

package io.yarnflink.examples.machinealarm;

import java.io.Serializable;
import java.time.Duration;

/** Below {@code cold} a machine is cold until it is above {@code warm}; for {@code patience} that is nothing to worry about. */
record Limits(double cold, double warm, Duration patience) implements Serializable {}

/** One thread under a seed: time, threads, network and containers as a queue of events that replays exactly. */
@NullMarked
package io.yarnflink.testkit.simulation;

import org.jspecify.annotations.NullMarked;

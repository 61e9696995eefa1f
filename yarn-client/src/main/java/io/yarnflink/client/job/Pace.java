package io.yarnflink.client.job;

import io.yarnflink.api.time.Clock;
import java.time.Duration;

/** Time for loops that wait: what it is, and letting some of it pass. */
public interface Pace {
    Clock clock();

    void pause(Duration duration) throws InterruptedException;
}

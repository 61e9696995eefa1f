package io.yarnflink.jobmanager.resources;

import io.yarnflink.api.time.Clock;
import io.yarnflink.transport.endpoint.MainThread;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a broken node or image from being asked for containers without end. ResourceManager's main thread only. */
final class StartBrake {
    private static final Logger LOG = LoggerFactory.getLogger(StartBrake.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final StartConfig config;
    private final Clock clock;
    private final MainThread mainThread;
    private final Runnable released;
    private final Deque<Long> failures = new ArrayDeque<>();
    private boolean on;

    /** {@code released}: containers may be asked for again. */
    StartBrake(StartConfig config, Clock clock, MainThread mainThread, Runnable released) {
        this.config = config;
        this.clock = clock;
        this.mainThread = mainThread;
        this.released = released;
    }

    boolean isOn() {
        return on;
    }

    void startFailed() {
        long now = clock.nanos();
        failures.add(now);
        while (now - failures.element() > MINUTE.toNanos()) {
            failures.remove();
        }
        if (!on && failures.size() > config.maxPerMinute()) {
            on = true;
            LOG.warn(
                    "{} containers failed to start a TaskManager within a minute: no more are asked for during {} ms",
                    failures.size(),
                    config.pause().toMillis());
            mainThread.schedule(config.pause(), () -> {
                on = false;
                released.run();
            });
        }
    }
}

package io.yarnflink.jobmanager.leader;

import io.yarnflink.api.time.Clock;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.protocol.HeartbeatAnswer;
import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.RpcException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks TaskManagers again and again whether they live, and says when one does not: it was silent for the timeout, its
 * process refused several connections in a row, or has no TaskExecutor any more. Main thread of its owner only.
 */
public final class Heartbeats {
    /** One refused connection may be an accident of the network. */
    private static final int REFUSALS = 3;

    private final HeartbeatConfig config;
    private final MainThread mainThread;
    private final Clock clock;
    private final Probe probe;
    private final Listener listener;
    private final Map<String, Target> targets = new LinkedHashMap<>();

    /** Sends one heartbeat; its future completes on the owner's main thread. */
    @FunctionalInterface
    public interface Probe {
        CompletableFuture<HeartbeatAnswer> ask(Address to, Duration timeout);
    }

    /** Hears how the TaskManagers are. */
    public interface Listener {
        /** The answer to a heartbeat that was sent at {@code sentNanos} of the clock. */
        void alive(String taskManagerId, HeartbeatAnswer answer, long sentNanos);

        /** It is not watched any more. */
        void lost(String taskManagerId, String cause);
    }

    public Heartbeats(HeartbeatConfig config, MainThread mainThread, Clock clock, Probe probe, Listener listener) {
        this.config = config;
        this.mainThread = mainThread;
        this.clock = clock;
        this.probe = probe;
        this.listener = listener;
    }

    public void watch(String taskManagerId, Address taskExecutor) {
        if (!targets.containsKey(taskManagerId)) {
            Target target = new Target(taskManagerId, taskExecutor);
            targets.put(taskManagerId, target);
            target.tick();
        }
    }

    public void unwatch(String taskManagerId) {
        Target target = targets.remove(taskManagerId);
        if (target != null) {
            target.stop();
        }
    }

    /** A connection to that process broke: asks at once whether it still lives. */
    public void peerLost(String host, int port) {
        List.copyOf(targets.values()).stream()
                .filter(target -> target.taskExecutor.host().equals(host) && target.taskExecutor.port() == port)
                .forEach(Target::tick);
    }

    public void close() {
        targets.values().forEach(Target::stop);
        targets.clear();
    }

    /** One watched TaskManager. */
    private final class Target {
        private final String id;
        private final Address taskExecutor;
        private long lastHeard = clock.nanos();
        private int refusals;
        private long ticks;
        private long lastTickThatCounts;
        private MainThread.@Nullable Timer timer;

        Target(String id, Address taskExecutor) {
            this.id = id;
            this.taskExecutor = taskExecutor;
        }

        void tick() {
            stop();
            long silence = clock.nanos() - lastHeard;
            if (silence > config.timeout().toNanos()) {
                lost("no heartbeat for " + Duration.ofNanos(silence).toSeconds() + " s");
                return;
            }
            timer = mainThread.schedule(
                    refusals == 0 ? config.interval() : config.interval().dividedBy(4), this::tick);
            long sent = clock.nanos();
            long number = ++ticks;
            probe.ask(taskExecutor, config.timeout()).whenComplete((answer, failure) -> {
                if (targets.get(id) != this) {
                    return;
                }
                if (failure == null) {
                    refusals = 0;
                    lastHeard = Math.max(lastHeard, sent);
                    listener.alive(id, answer, sent);
                } else {
                    failed(number, failure);
                }
            });
        }

        private void failed(long number, Throwable failure) {
            RpcException.Code code = LeaderEndpoint.codeOf(failure);
            if (code == RpcException.Code.NO_ENDPOINT) {
                lost("its process runs no TaskExecutor any more");
            } else if (code == RpcException.Code.UNREACHABLE && number > lastTickThatCounts) {
                // What was under way already is part of the same accident.
                lastTickThatCounts = ticks;
                refusals++;
                if (refusals >= REFUSALS) {
                    lost("it cannot be reached: " + failure.getMessage());
                } else if (refusals == 1) {
                    tickSoon();
                }
            }
        }

        private void tickSoon() {
            stop();
            timer = mainThread.schedule(config.interval().dividedBy(4), this::tick);
        }

        private void lost(String cause) {
            unwatch(id);
            listener.lost(id, cause);
        }

        void stop() {
            if (timer != null) {
                timer.cancel();
                timer = null;
            }
        }
    }
}

package io.yarnflink.taskmanager;

import io.yarnflink.api.time.Clock;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.endpoint.PatientAsk;
import io.yarnflink.transport.protocol.Registered;
import io.yarnflink.transport.rpc.RpcException;
import io.yarnflink.transport.rpc.RpcService;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers with the leader, remembers its epoch, and notices when it falls silent. Main thread only. */
final class LeaderWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderWatch.class);
    /** The ResourceManager may not be listening yet when its first container already runs. */
    private static final Set<RpcException.Code> ASK_AGAIN =
            Set.of(RpcException.Code.TIMEOUT, RpcException.Code.UNREACHABLE, RpcException.Code.NO_ENDPOINT);

    private final Registration registration;
    private final PatientAsk requests;
    private final MainThread mainThread;
    private final Clock clock;
    private final Listener listener;
    private long epoch = RpcService.NO_EPOCH;
    private long lastHeardNanos;
    private boolean closed;

    /** Hears of the leader. */
    interface Listener {
        /** There is none, or it does not want this TaskManager. */
        void lost(String cause);

        /** A new one, which knows nothing of what the last one ordered. */
        void replaced(long before, long now);
    }

    LeaderWatch(Registration registration, PatientAsk requests, MainThread mainThread, Clock clock, Listener listener) {
        this.registration = registration;
        this.requests = requests;
        this.mainThread = mainThread;
        this.clock = clock;
        this.listener = listener;
    }

    long epoch() {
        return epoch;
    }

    void adopt(long newer) {
        long before = epoch;
        epoch = newer;
        if (before != RpcService.NO_EPOCH) {
            listener.replaced(before, newer);
        }
    }

    void heard() {
        lastHeardNanos = clock.nanos();
    }

    void register() {
        long deadline = clock.nanos() + registration.timeout().toNanos();
        requests.untilAnswered(
                        registration.resourceManager(),
                        registration.message(),
                        Registered.class,
                        ASK_AGAIN,
                        () -> !closed && clock.nanos() - deadline < 0)
                .whenComplete((registered, failure) -> {
                    if (closed) {
                        return;
                    }
                    if (failure == null) {
                        registered(registered);
                    } else {
                        listener.lost("the ResourceManager at " + registration.resourceManager()
                                + " did not register this TaskManager within "
                                + registration.timeout().toSeconds() + " s: " + failure.getMessage());
                    }
                });
    }

    private void registered(Registered answer) {
        if (answer.getEpoch() > epoch) {
            adopt(answer.getEpoch());
        }
        heard();
        LOG.info("{} is registered with epoch {}", registration.taskManagerId(), epoch);
        watch(Duration.ofMillis(answer.getHeartbeatTimeoutMillis()));
    }

    private void watch(Duration timeout) {
        Duration period = timeout.dividedBy(4);
        mainThread.schedule(period, () -> {
            if (closed) {
                return;
            }
            long silence = clock.nanos() - lastHeardNanos;
            if (silence > timeout.toNanos()) {
                listener.lost(
                        "no leader was heard for " + Duration.ofNanos(silence).toSeconds() + " s");
            } else {
                watch(timeout);
            }
        });
    }

    void close() {
        closed = true;
    }
}

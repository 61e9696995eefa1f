package io.yarnflink.taskmanager;

import io.yarnflink.api.time.Clock;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.endpoint.PatientAsk;
import io.yarnflink.transport.protocol.Registered;
import io.yarnflink.transport.rpc.RpcException;
import io.yarnflink.transport.rpc.RpcService;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers with the leader and remembers its epoch. When it falls silent, looks for the one that follows: soon, to be
 * there when it comes; after the heartbeats' timeout what the silent one ordered ends. Main thread only.
 */
final class LeaderWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderWatch.class);
    /** The ResourceManager may not be listening yet when its first container already runs. */
    private static final Set<RpcException.Code> ASK_AGAIN =
            Set.of(RpcException.Code.TIMEOUT, RpcException.Code.UNREACHABLE, RpcException.Code.NO_ENDPOINT);

    /** A leader that has not registered this TaskManager after so long may have died before it could. */
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(2);

    private static final Duration LONGEST_PERIOD = Duration.ofSeconds(1);

    private final Registration registration;
    private final LeaderDirectory directory;
    private final Duration leaderWait;
    private final PatientAsk requests;
    private final MainThread mainThread;
    private final Clock clock;
    private final Listener listener;
    private long epoch = RpcService.NO_EPOCH;
    private LeaderDirectory.@Nullable Leader followed;
    /** How long it may be silent; null before the first registration. */
    private @Nullable Duration timeout;

    private boolean registered;
    /** The leader was silent for so long that nothing it ordered is left here. */
    private boolean lost;

    private boolean asking;
    private boolean looking;
    private long lastHeardNanos;
    private boolean closed;

    /** Hears of the leader. */
    interface Listener {
        /** Nobody hears it any more, and it thinks the same of this TaskManager; another one may come. */
        void lost(String cause);

        /** There is a new one, which knows nothing of what the last one ordered. */
        void replaced(long before, long now);

        /** The TaskManager is about to register with a leader. */
        void follows();

        /** None has come, or the one that there is does not want this TaskManager. */
        void gaveUp(String cause);
    }

    LeaderWatch(
            Registration registration,
            LeaderDirectory directory,
            PatientAsk requests,
            MainThread mainThread,
            Clock clock,
            Listener listener) {
        this.registration = registration;
        this.directory = directory;
        this.leaderWait = registration.config().patience().leaderWait();
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

    void begin() {
        heard();
        directory.onNews(() -> mainThread.execute(this::look));
        look();
        mainThread.schedule(LONGEST_PERIOD, this::tick);
    }

    private void tick() {
        if (closed) {
            return;
        }
        Duration silence = Duration.ofNanos(clock.nanos() - lastHeardNanos);
        Duration longest = timeout;
        if (longest == null) {
            if (silence.compareTo(registration.timeout()) > 0) {
                giveUp("no ResourceManager registered this TaskManager within "
                        + registration.timeout().toSeconds() + " s");
                return;
            }
            if (silence.compareTo(FIRST_ANSWER) > 0) {
                look();
            }
        } else {
            if (registered && silence.compareTo(longest) > 0) {
                registered = false;
                lost = true;
                listener.lost(unheard(silence));
            }
            if (silence.compareTo(longest.plus(leaderWait)) > 0) {
                giveUp(unheard(silence));
                return;
            }
            if (silence.compareTo(longest.dividedBy(5)) > 0) {
                look();
            }
            if (lost) {
                askWhetherWanted();
            }
        }
        mainThread.schedule(
                longest == null || longest.dividedBy(4).compareTo(LONGEST_PERIOD) > 0
                        ? LONGEST_PERIOD
                        : longest.dividedBy(4),
                this::tick);
    }

    private static String unheard(Duration silence) {
        return "no leader was heard for " + silence.toSeconds() + " s";
    }

    private void look() {
        if (looking || closed) {
            return;
        }
        looking = true;
        directory
                .newest()
                .whenComplete((leader, failure) -> mainThread.execute(() -> {
                    looking = false;
                    if (failure != null) {
                        LOG.warn("{} cannot be told who leads: {}", registration.taskManagerId(), failure.toString());
                    } else if (!closed && (followed == null || leader.epoch() > followed.epoch())) {
                        follow(leader);
                    }
                }));
    }

    /** The silent leader may be there, and have given this TaskManager up, which was asleep: then there is nothing to wait for. */
    private void askWhetherWanted() {
        LeaderDirectory.Leader silent = followed;
        if (asking || silent == null) {
            return;
        }
        asking = true;
        ask(silent, () -> lost && silent.equals(followed)).whenComplete((answer, failure) -> {
            asking = false;
            boolean refused = failure instanceof RpcException rpc && rpc.code() == RpcException.Code.REFUSED;
            if (refused && lost && !closed && silent.equals(followed)) {
                refused(silent, failure);
            }
        });
    }

    private CompletableFuture<Registered> ask(LeaderDirectory.Leader leader, BooleanSupplier wanted) {
        return requests.untilAnswered(
                leader.resourceManager(),
                registration.message(),
                Registered.class,
                ASK_AGAIN,
                () -> !closed && wanted.getAsBoolean());
    }

    private void refused(LeaderDirectory.Leader leader, Throwable failure) {
        giveUp("the ResourceManager at " + leader.resourceManager() + " did not register this TaskManager: "
                + failure.getMessage());
    }

    private void follow(LeaderDirectory.Leader leader) {
        followed = leader;
        registered = false;
        lost = false;
        if (leader.epoch() > epoch) {
            adopt(leader.epoch());
        }
        listener.follows();
        ask(leader, () -> leader.equals(followed)).whenComplete((answer, failure) -> {
            if (closed || !leader.equals(followed)) {
                return;
            }
            if (failure == null) {
                registered(answer);
            } else {
                refused(leader, failure);
            }
        });
    }

    private void registered(Registered answer) {
        if (answer.getEpoch() > epoch) {
            adopt(answer.getEpoch());
        }
        heard();
        registered = true;
        timeout = Duration.ofMillis(answer.getHeartbeatTimeoutMillis());
        LOG.info("{} is registered with epoch {}", registration.taskManagerId(), epoch);
    }

    private void giveUp(String cause) {
        closed = true;
        listener.gaveUp(cause);
    }

    void close() {
        closed = true;
    }
}

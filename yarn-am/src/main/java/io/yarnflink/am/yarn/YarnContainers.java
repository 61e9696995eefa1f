package io.yarnflink.am.yarn;

import io.yarnflink.api.faults.FailPoint;
import io.yarnflink.jobmanager.resources.ContainerProvider;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.staging.launch.ContainerExit;
import io.yarnflink.transport.endpoint.MainThread;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Containers from YARN, counted on a main thread of its own: YARN keeps a request that it has satisfied until told
 * otherwise and grants more than asked, so that what is still wanted is known here alone.
 */
public final class YarnContainers implements ContainerProvider, YarnCluster.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(YarnContainers.class);
    /** While containers are awaited; the ResourceManager answers such calls from memory. */
    private static final Duration EAGER = Duration.ofMillis(50);

    private static final Duration CALM = Duration.ofSeconds(1);
    /** A cluster that has not granted a container after so long is full: asking faster would only load it. */
    private static final Duration EAGERNESS_LASTS = Duration.ofSeconds(15);

    private final MainThread mainThread;
    /** From allocation to completion. */
    private final Set<String> held = new HashSet<>();

    private @Nullable Listener listener;
    /** Null until YARN has told it. */
    private @Nullable Map<String, String> recovered;

    private @Nullable YarnCluster yarn;
    private String refusal = "";
    private int wanted;
    private int requested;
    private @Nullable Duration pace;
    private MainThread.@Nullable Timer calmDown;

    public YarnContainers(MainThread mainThread) {
        this.mainThread = mainThread;
    }

    /**
     * YARN has accepted the ApplicationMaster; what was wanted until now is asked for, as far as {@code earlier}, the
     * containers of earlier attempts with their hosts, does not do.
     */
    public void registered(YarnCluster cluster, Map<String, String> earlier) {
        mainThread.execute(() -> {
            yarn = cluster;
            recovered = Map.copyOf(earlier);
            held.addAll(earlier.keySet());
            wanted = Math.max(0, wanted - earlier.size());
            tellRecovered();
            // The first request is on its way: a calm pace would let it wait for the next poll.
            beEager(cluster);
            update();
        });
    }

    /** No container will ever be had, whatever is wanted; {@code cause} is one line for people. */
    public void refused(String cause) {
        mainThread.execute(() -> {
            refusal = cause;
            update();
        });
    }

    @Override
    public void start(Listener hears) {
        mainThread.execute(() -> {
            listener = hears;
            tellRecovered();
            update();
        });
    }

    private void tellRecovered() {
        if (listener != null && recovered != null) {
            listener.recovered(recovered);
        }
    }

    @Override
    public void want(int containers) {
        mainThread.execute(() -> {
            wanted = containers;
            update();
        });
    }

    private void update() {
        if (!refusal.isEmpty()) {
            if (wanted > 0) {
                heard().ifPresent(hears -> hears.unavailable(refusal, "RESOURCES"));
            }
            return;
        }
        YarnCluster cluster = yarn;
        if (cluster == null) {
            return;
        }
        if (wanted != requested) {
            LOG.info("containers requested from YARN: {} -> {}", requested, wanted);
            boolean more = wanted > requested;
            cluster.request(wanted - requested);
            requested = wanted;
            if (more) {
                beEager(cluster);
            }
            calmWhenSatisfied(cluster);
        }
    }

    private void calmWhenSatisfied(YarnCluster cluster) {
        if (requested == 0) {
            setPace(cluster, CALM);
        }
    }

    private void beEager(YarnCluster cluster) {
        setPace(cluster, EAGER);
        if (calmDown != null) {
            calmDown.cancel();
        }
        calmDown = mainThread.schedule(EAGERNESS_LASTS, () -> setPace(cluster, CALM));
    }

    private void setPace(YarnCluster cluster, Duration interval) {
        if (!interval.equals(pace)) {
            pace = interval;
            cluster.pollEvery(interval);
        }
    }

    @Override
    public void allocated(String containerId, String host) {
        mainThread.execute(() -> withYarn(cluster -> {
            if (requested == 0) {
                LOG.info("{} on {} was allocated beyond what is wanted: released", containerId, host);
                cluster.release(containerId);
                return;
            }
            held.add(containerId);
            cluster.request(-1);
            requested--;
            wanted--;
            LOG.info("{} allocated on {}", containerId, host);
            heard().ifPresent(hears -> hears.allocated(containerId, host));
            calmWhenSatisfied(cluster);
        }));
    }

    @Override
    public void launch(String containerId) {
        mainThread.execute(() -> withYarn(cluster -> {
            if (held.contains(containerId)) {
                FailPoint.hit("A3");
                cluster.start(containerId);
            }
        }));
    }

    @Override
    public void started(String containerId) {
        mainThread.execute(() -> {
            if (held.contains(containerId)) {
                LOG.info("{} started", containerId);
                FailPoint.hit("A4");
            }
        });
    }

    @Override
    public void startFailed(String containerId, String cause) {
        mainThread.execute(() -> withYarn(cluster -> {
            cluster.release(containerId);
            ended(containerId, "could not be started: " + cause, ExitCode.TASK_MANAGER_LOST);
        }));
    }

    @Override
    public void completed(String containerId, ContainerExit exit) {
        mainThread.execute(() -> ended(containerId, exit.words("taskmanager"), exit.code()));
    }

    private void ended(String containerId, String cause, ExitCode code) {
        if (held.remove(containerId)) {
            LOG.info("{} ended: {}", containerId, cause);
            heard().ifPresent(hears -> hears.completed(containerId, cause, code.name()));
        }
    }

    @Override
    public void release(String containerId) {
        mainThread.execute(() -> withYarn(cluster -> {
            if (held.contains(containerId)) {
                LOG.info("{} released", containerId);
                cluster.release(containerId);
            }
        }));
    }

    private Optional<Listener> heard() {
        return Optional.ofNullable(listener);
    }

    private void withYarn(java.util.function.Consumer<YarnCluster> action) {
        YarnCluster cluster = yarn;
        if (cluster == null) {
            throw new IllegalStateException("YARN has not accepted the ApplicationMaster yet, and gives no containers");
        }
        action.accept(cluster);
    }
}

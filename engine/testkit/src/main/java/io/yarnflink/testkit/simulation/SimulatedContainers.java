package io.yarnflink.testkit.simulation;

import io.yarnflink.jobmanager.resources.ContainerProvider;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Containers as YARN gives them: late, sometimes one too many, sometimes broken. */
public final class SimulatedContainers implements ContainerProvider {
    private final Simulation simulation;
    private final SimulatedNetwork network;
    private final ContainerConditions conditions;
    private final List<String> hosts;
    private final SplittableRandom random;
    private final Consumer<Started> starter;
    private final TreeMap<String, Container> containers = new TreeMap<>();
    private @Nullable Listener listener;
    private int limit = Integer.MAX_VALUE;
    private int wanted;
    private int open;
    private int granted;
    private int leader;

    /** A container whose process begins; {@code starter} brings the TaskManager up in it. */
    public record Started(String containerId, SimulatedProcess process) {}

    /** One container and, once started, its process. */
    private static final class Container {
        private final String id;
        private final String host;
        private @Nullable SimulatedProcess process;

        Container(String id, String host) {
            this.id = id;
            this.host = host;
        }
    }

    public SimulatedContainers(
            Simulation simulation,
            SimulatedNetwork network,
            ContainerConditions conditions,
            List<String> hosts,
            Consumer<Started> starter) {
        this.simulation = simulation;
        this.network = network;
        this.conditions = conditions;
        this.hosts = List.copyOf(hosts);
        this.random = simulation.random("containers");
        this.starter = starter;
    }

    /** The cluster holds no more than that many. */
    public void limit(int containerLimit) {
        limit = containerLimit;
    }

    /** The containers that exist now. */
    public Collection<String> running() {
        return List.copyOf(containers.keySet());
    }

    /** Gives the leader a container that an earlier one started; of one that is stuck nothing is heard. */
    public void inherit(String containerId, boolean stuck) {
        Container container = new Container(containerId, hosts.get(0));
        containers.put(containerId, container);
        hears().recovered(Map.of(containerId, container.host));
        if (!stuck) {
            begin(container);
        }
    }

    /**
     * As the next leader has them: it is given what the one before had started, what that had not started is taken back,
     * and its calls do nothing any more.
     */
    public ContainerProvider next() {
        leader++;
        listener = null;
        wanted = 0;
        containers.values().removeIf(container -> container.process == null);
        return new Led(leader);
    }

    /** Ends all that there are: the application is over. */
    public void end() {
        next();
        List.copyOf(containers.values()).forEach(this::end);
    }

    private void end(Container container) {
        complete(container, "the application is over");
        if (container.process != null) {
            container.process.die();
        }
    }

    /** The living processes in containers. */
    public List<SimulatedProcess> processes() {
        return containers.values().stream()
                .map(container -> container.process)
                .filter(Objects::nonNull)
                .filter(SimulatedProcess::isAlive)
                .toList();
    }

    /** Ends a container from outside, whether or not its process has begun. */
    public void kill(String containerId) {
        Container container = containers.get(containerId);
        if (container != null && container.process != null) {
            container.process.die();
        } else if (container != null) {
            complete(container, "exited with status 137 before it began");
        }
    }

    /** Whether the process in it has begun. */
    public boolean hasBegun(String containerId) {
        Container container = containers.get(containerId);
        return container != null && container.process != null;
    }

    /** How many were ever granted. */
    public int granted() {
        return granted;
    }

    @Override
    public void start(Listener heard) {
        listener = heard;
        Map<String, String> running = new TreeMap<>();
        containers.values().forEach(container -> running.put(container.id, container.host));
        heard.recovered(running);
    }

    @Override
    public void want(int count) {
        wanted = count;
        while (open < wanted) {
            open++;
            simulation.after(
                    between(conditions.shortestAllocation(), conditions.longestAllocation()), "grant", this::grant);
        }
    }

    private void grant() {
        open--;
        boolean surplus = wanted == 0 && random.nextDouble() < conditions.surplus();
        if ((wanted > 0 || surplus) && listener != null && containers.size() < limit) {
            wanted = Math.max(0, wanted - 1);
            Container container =
                    new Container(String.format("container_%03d", ++granted), hosts.get(granted % hosts.size()));
            containers.put(container.id, container);
            simulation.note(container.id + " is granted on " + container.host);
            hears().allocated(container.id, container.host);
            if (!surplus && random.nextDouble() < conditions.surplus()) {
                open++;
                simulation.after(conditions.longestAllocation(), "grant too many", this::grant);
            }
        }
    }

    @Override
    public void launch(String containerId) {
        simulation.after(between(Duration.ofMillis(1), conditions.longestStart()), "launch " + containerId, () -> {
            Container container = containers.get(containerId);
            if (container == null) {
                return;
            }
            if (random.nextDouble() < conditions.startFailures()) {
                complete(container, "exited with status 1 before it began");
                return;
            }
            begin(container);
        });
    }

    private void begin(Container container) {
        SimulatedProcess process = network.process(container.id, container.host);
        container.process = process;
        process.onDeath(() -> simulation.after(
                between(Duration.ofMillis(5), Duration.ofSeconds(1)),
                "end of " + container.id,
                () -> complete(container, "exited with status 137")));
        starter.accept(new Started(container.id, process));
    }

    @Override
    public void release(String containerId) {
        simulation.after(between(Duration.ofMillis(1), Duration.ofMillis(20)), "release " + containerId, () -> {
            Container container = containers.get(containerId);
            if (container != null) {
                complete(container, "released by the application");
                if (container.process != null) {
                    container.process.die();
                }
            }
        });
    }

    private void complete(Container container, String cause) {
        if (containers.remove(container.id) != null) {
            simulation.note(container.id + " completes: " + cause);
            if (listener != null) {
                listener.completed(container.id, cause, "TASK_MANAGER_LOST");
            }
        }
    }

    /** YARN gives none, for good. */
    public void refuse(String cause, String code) {
        hears().unavailable(cause, code);
    }

    private Listener hears() {
        return Objects.requireNonNull(listener, "start() comes first");
    }

    private Duration between(Duration shortest, Duration longest) {
        return Duration.ofNanos(random.nextLong(shortest.toNanos(), longest.toNanos() + 1));
    }

    /** What one of several leaders sees of them. */
    private final class Led implements ContainerProvider {
        private final int number;

        Led(int number) {
            this.number = number;
        }

        private boolean leads() {
            return number == leader;
        }

        @Override
        public void start(Listener heard) {
            if (leads()) {
                SimulatedContainers.this.start(heard);
            }
        }

        @Override
        public void want(int count) {
            if (leads()) {
                SimulatedContainers.this.want(count);
            }
        }

        @Override
        public void launch(String containerId) {
            if (leads()) {
                SimulatedContainers.this.launch(containerId);
            }
        }

        @Override
        public void release(String containerId) {
            if (leads()) {
                SimulatedContainers.this.release(containerId);
            }
        }
    }
}

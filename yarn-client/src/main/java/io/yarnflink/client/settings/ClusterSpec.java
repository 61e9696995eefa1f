package io.yarnflink.client.settings;

import io.yarnflink.api.configuration.ClientOptions;
import io.yarnflink.api.configuration.ConfigOption;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.CoreOptions;
import io.yarnflink.api.configuration.JobManagerOptions;
import io.yarnflink.api.configuration.MemorySize;
import io.yarnflink.api.configuration.PipelineOptions;
import io.yarnflink.api.configuration.TaskManagerOptions;
import io.yarnflink.api.configuration.YarnOptions;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What an application asks YARN for, and how long its client waits: every value in bounds. */
public record ClusterSpec(
        Container jobManager,
        Container taskManager,
        int slots,
        int parallelism,
        Placement placement,
        Patience patience) {
    private static final Duration SHORTEST_CLIENT_TIMEOUT = Duration.ofSeconds(10);

    private static final int MAX_PARALLELISM = 1 << 15;
    private static final int MAX_COUNT = 1 << 15;

    /** The size of a container. */
    public record Container(MemorySize memory, int vcores) {
        public int memoryMb() {
            return memory.getMebiBytes();
        }
    }

    /** Where and under which labels YARN runs the application; attempts that failed longer ago do not count. */
    public record Placement(String queue, Set<String> tags, int attempts, Duration attemptsCount) {
        public Placement {
            tags = Set.copyOf(tags);
        }
    }

    /** How long the client waits for one answer, and for a cancelled job to end. */
    public record Patience(Duration call, Duration cancel) {}

    public static ClusterSpec from(Settings settings) throws ClientException {
        Configuration configuration = settings.configuration();
        int slots = between(settings, TaskManagerOptions.NUM_TASK_SLOTS, 1, MAX_COUNT);
        int vcores = configuration.contains(YarnOptions.CONTAINER_VCORES)
                ? between(settings, YarnOptions.CONTAINER_VCORES, 1, MAX_COUNT)
                : slots;
        if (configuration.contains(PipelineOptions.MAX_PARALLELISM)) {
            between(settings, PipelineOptions.MAX_PARALLELISM, 1, MAX_PARALLELISM);
        }
        checkHeartbeats(settings);
        return new ClusterSpec(
                new Container(
                        memory(settings, JobManagerOptions.TOTAL_PROCESS_MEMORY),
                        between(settings, YarnOptions.APP_MASTER_VCORES, 1, MAX_COUNT)),
                new Container(memory(settings, TaskManagerOptions.TOTAL_PROCESS_MEMORY), vcores),
                slots,
                between(settings, CoreOptions.DEFAULT_PARALLELISM, 1, MAX_PARALLELISM),
                placement(settings),
                new Patience(
                        positive(settings, ClientOptions.CLIENT_TIMEOUT),
                        positive(settings, ClientOptions.CANCEL_TIMEOUT)));
    }

    private static Placement placement(Settings settings) throws ClientException {
        String queue =
                settings.configuration().get(YarnOptions.APPLICATION_QUEUE).strip();
        if (queue.isEmpty()) {
            throw outOfBounds(settings, YarnOptions.APPLICATION_QUEUE, "", "the name of a queue");
        }
        // YARN compares tags in lower case and refuses anything but ASCII.
        Set<String> tags = Arrays.stream(settings.configuration()
                        .get(YarnOptions.APPLICATION_TAGS)
                        .split(","))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        for (String tag : tags) {
            if (tag.length() > 100 || !tag.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw outOfBounds(
                        settings, YarnOptions.APPLICATION_TAGS, tag, "at most 100 ASCII characters without spaces");
            }
        }
        return new Placement(
                queue,
                tags,
                between(settings, YarnOptions.APPLICATION_ATTEMPTS, 1, 100),
                positive(settings, YarnOptions.APPLICATION_ATTEMPT_FAILURES_VALIDITY_INTERVAL));
    }

    private static void checkHeartbeats(Settings settings) throws ClientException {
        Duration interval = positive(settings, JobManagerOptions.HEARTBEAT_INTERVAL);
        Duration timeout = positive(settings, JobManagerOptions.HEARTBEAT_TIMEOUT);
        positive(settings, JobManagerOptions.SLOT_REQUEST_TIMEOUT);
        Duration client = settings.configuration().get(ClientOptions.HEARTBEAT_TIMEOUT);
        if (client.compareTo(SHORTEST_CLIENT_TIMEOUT) < 0) {
            throw outOfBounds(
                    settings,
                    ClientOptions.HEARTBEAT_TIMEOUT,
                    client.toMillis() + " ms",
                    "at least 10 s: a client reports every second, and networks pause");
        }
        if (timeout.compareTo(interval) <= 0) {
            throw outOfBounds(
                    settings,
                    JobManagerOptions.HEARTBEAT_TIMEOUT,
                    timeout.toMillis() + " ms",
                    "more than heartbeat.interval (" + interval.toMillis() + " ms)");
        }
    }

    private static int between(Settings settings, ConfigOption<Integer> option, int least, int most)
            throws ClientException {
        int value = settings.configuration().get(option);
        if (value < least || value > most) {
            throw outOfBounds(settings, option, String.valueOf(value), "a number in " + least + ".." + most);
        }
        return value;
    }

    private static Duration positive(Settings settings, ConfigOption<Duration> option) throws ClientException {
        Duration value = settings.configuration().get(option);
        if (value.isZero()) {
            throw outOfBounds(settings, option, "0", "more than 0");
        }
        return value;
    }

    private static MemorySize memory(Settings settings, ConfigOption<MemorySize> option) throws ClientException {
        MemorySize value = settings.configuration().get(option);
        if (value.getBytes() < 1 << 20) {
            throw outOfBounds(settings, option, value.toString(), "at least 1 mb (a unit may be missing: '1024m')");
        }
        return value;
    }

    private static ClientException outOfBounds(
            Settings settings, ConfigOption<?> option, String value, String expected) {
        return new ClientException(
                ExitCode.USAGE,
                settings.origin(option) + ": " + option.key() + ": '" + value + "' is out of bounds, expected "
                        + expected);
    }
}

package io.yarnflink.api.configuration;

import java.time.Duration;
import java.util.List;

/** Options of the application as YARN sees it. */
public final class YarnOptions {
    public static final ConfigOption<String> APPLICATION_NAME = ConfigOptions.key("yarn.application.name")
            .stringType()
            .noDefaultValue()
            .withDescription("Name of the YARN application; unset: the job's name.");

    public static final ConfigOption<String> APPLICATION_QUEUE = ConfigOptions.key("yarn.application.queue")
            .stringType()
            .defaultValue("default")
            .withDescription("Queue of the YARN application.");

    public static final ConfigOption<Integer> APPLICATION_ATTEMPTS = ConfigOptions.key("yarn.application-attempts")
            .intType()
            .defaultValue(2)
            .withDescription("How often YARN starts the ApplicationMaster. A job with checkpoints goes on in the next"
                    + " attempt; for others it reports what befell the one before.");

    public static final ConfigOption<Duration> APPLICATION_ATTEMPT_FAILURES_VALIDITY_INTERVAL = ConfigOptions.key(
                    "yarn.application-attempt-failures-validity-interval")
            .durationType()
            .defaultValue(Duration.ofSeconds(10))
            .withDescription("Failures of the ApplicationMaster that are longer ago do not count as attempts.");

    public static final ConfigOption<String> APPLICATION_TAGS = ConfigOptions.key("yarn.tags")
            .stringType()
            .defaultValue("")
            .withDescription("Tags of the YARN application, separated by commas.");

    public static final ConfigOption<Integer> APP_MASTER_VCORES = ConfigOptions.key("yarn.appmaster.vcores")
            .intType()
            .defaultValue(1)
            .withDescription("Virtual cores of the ApplicationMaster's container.");

    public static final ConfigOption<Integer> CONTAINER_VCORES = ConfigOptions.key("yarn.containers.vcores")
            .intType()
            .noDefaultValue()
            .withDescription("Virtual cores of a TaskManager's container; unset: as many as it has slots.");

    public static final ConfigOption<String> STAGING_DIRECTORY = ConfigOptions.key("yarn.staging-directory")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Where applications are staged and artifacts cached; unset: the user's home on fs.defaultFS.");

    static final List<ConfigOption<?>> ALL = List.of(
            APPLICATION_NAME,
            APPLICATION_QUEUE,
            APPLICATION_ATTEMPTS,
            APPLICATION_ATTEMPT_FAILURES_VALIDITY_INTERVAL,
            APPLICATION_TAGS,
            APP_MASTER_VCORES,
            CONTAINER_VCORES,
            STAGING_DIRECTORY);

    private YarnOptions() {}
}

package io.yarnflink.am;

import io.yarnflink.staging.launch.LaunchEnvironment;
import io.yarnflink.transport.rpc.Address;
import java.util.Map;
import java.util.TreeMap;

/** The environment variables with which an ApplicationMaster attempt starts its TaskManagers. */
record TaskManagerEnvironment(String applicationId, String staging, Address resourceManager, long epoch) {
    private static final String APPLICATION_ID = "YARN_FLINK_APPLICATION_ID";
    private static final String STAGING = "YARN_FLINK_STAGING";
    private static final String MASTER_HOST = "YARN_FLINK_MASTER_HOST";
    private static final String MASTER_PORT = "YARN_FLINK_MASTER_PORT";
    private static final String MASTER_ENDPOINT = "YARN_FLINK_MASTER_ENDPOINT";
    private static final String EPOCH = "YARN_FLINK_EPOCH";

    Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>(LaunchEnvironment.LOCALE);
        variables.putAll(own());
        return variables;
    }

    private Map<String, String> own() {
        return Map.of(
                APPLICATION_ID,
                applicationId,
                STAGING,
                staging,
                MASTER_HOST,
                resourceManager.host(),
                MASTER_PORT,
                String.valueOf(resourceManager.port()),
                MASTER_ENDPOINT,
                resourceManager.endpoint(),
                EPOCH,
                String.valueOf(epoch));
    }

    static TaskManagerEnvironment from(Map<String, String> environment) {
        return new TaskManagerEnvironment(
                LaunchEnvironment.required(environment, APPLICATION_ID),
                LaunchEnvironment.required(environment, STAGING),
                new Address(
                        LaunchEnvironment.required(environment, MASTER_HOST),
                        Integer.parseInt(LaunchEnvironment.required(environment, MASTER_PORT)),
                        LaunchEnvironment.required(environment, MASTER_ENDPOINT)),
                Long.parseLong(LaunchEnvironment.required(environment, EPOCH)));
    }
}

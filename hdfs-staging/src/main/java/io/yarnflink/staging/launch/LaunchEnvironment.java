package io.yarnflink.staging.launch;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The environment variables that the client sets for the ApplicationMaster; the same for every attempt. */
public record LaunchEnvironment(String applicationId, String jobId, String jobName, String staging, String archive) {
    private static final String APPLICATION_ID = "YARN_FLINK_APPLICATION_ID";
    private static final String JOB_ID = "YARN_FLINK_JOB_ID";
    private static final String JOB_NAME = "YARN_FLINK_JOB_NAME";
    private static final String STAGING = "YARN_FLINK_STAGING";
    private static final String ARCHIVE = "YARN_FLINK_ARCHIVE";

    /** Without Kerberos a container acts on HDFS and YARN as the user named here, else as its NodeManager's. */
    public static final String HADOOP_USER_NAME = "HADOOP_USER_NAME";

    /** Containers often have no locale: then Java garbles letters beyond ASCII in names of files and in what it prints. */
    public static final Map<String, String> LOCALE = Map.of("LC_ALL", "C.UTF-8");

    public Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>(LOCALE);
        variables.putAll(own());
        return variables;
    }

    private Map<String, String> own() {
        return Map.of(
                APPLICATION_ID,
                applicationId,
                JOB_ID,
                jobId,
                JOB_NAME,
                jobName.replaceAll("[\\p{Cntrl}\"`$\\\\]", "_"),
                STAGING,
                staging,
                ARCHIVE,
                archive);
    }

    /** Reads the variables of this process; {@code environment} answers null for one that is not set. */
    public static LaunchEnvironment from(Map<String, String> environment) {
        UnaryOperator<String> get = name -> required(environment, name);
        return new LaunchEnvironment(
                get.apply(APPLICATION_ID),
                get.apply(JOB_ID),
                get.apply(JOB_NAME),
                get.apply(STAGING),
                get.apply(ARCHIVE));
    }

    /** Fails with the variable's name when it is not set. */
    public static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalStateException(
                    "the environment variable " + name + " is not set; this process is started by YARN only");
        }
        return value;
    }
}

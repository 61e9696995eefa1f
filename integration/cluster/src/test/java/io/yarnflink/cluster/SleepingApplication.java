package io.yarnflink.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.client.api.YarnClientApplication;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** The least a YARN application can be: one container, whose process waits to be killed. */
final class SleepingApplication {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private SleepingApplication() {}

    static ApplicationId submit(Path confDir) throws IOException, YarnException {
        try (YarnClient yarn = YarnClient.createYarnClient()) {
            yarn.init(clientConfiguration(confDir));
            yarn.start();
            YarnClientApplication application = yarn.createApplication();
            ApplicationSubmissionContext context = application.getApplicationSubmissionContext();
            context.setApplicationName("sleeping");
            context.setResource(Resource.newInstance(64, 1));
            context.setAMContainerSpec(ContainerLaunchContext.newInstance(
                    Map.of(), Map.of(), List.of("exec sleep 600"), Map.of(), null, Map.of()));
            return yarn.submitApplication(context);
        }
    }

    /** The processes in the container: YARN's launcher and ours. */
    static List<ProcessHandle> awaitContainers(Path clusterDir) throws IOException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        List<ProcessHandle> found = sleepers(clusterDir);
        while (found.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            found = sleepers(clusterDir);
        }
        return found;
    }

    /** False also for a process that is dead but not reaped yet, as orphans in a container may be for long. */
    static boolean runs(ProcessHandle process) {
        try {
            return !Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    static Configuration clientConfiguration(Path confDir) {
        Configuration conf = new YarnConfiguration();
        for (String file : new String[] {"core-site.xml", "hdfs-site.xml", "yarn-site.xml"}) {
            conf.addResource(new org.apache.hadoop.fs.Path(confDir.resolve(file).toString()));
        }
        return conf;
    }

    private static List<ProcessHandle> sleepers(Path clusterDir) throws IOException {
        return ContainerProcesses.find(clusterDir).stream()
                .filter(process -> process.info().command().orElse("").endsWith("/sleep"))
                .toList();
    }
}

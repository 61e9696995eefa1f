package io.yarnflink.am;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.faults.FailPoint;
import io.yarnflink.api.time.Clock;
import io.yarnflink.api.time.SystemClock;
import io.yarnflink.staging.ApplicationStaging;
import io.yarnflink.staging.HadoopConfiguration;
import io.yarnflink.staging.HdfsCheckpointStorages;
import io.yarnflink.staging.JobSite;
import io.yarnflink.staging.SettingsFile;
import io.yarnflink.staging.launch.ApplicationCredentials;
import io.yarnflink.staging.launch.ContainerExit;
import io.yarnflink.staging.launch.LaunchEnvironment;
import io.yarnflink.state.storage.CheckpointStorages;
import io.yarnflink.state.storage.LocalCheckpointStorages;
import io.yarnflink.transport.net.Admission;
import io.yarnflink.transport.net.EventLoops;
import io.yarnflink.transport.net.HandshakeBudget;
import io.yarnflink.transport.net.PeerFaultLog;
import io.yarnflink.transport.rpc.NettyRpcService;
import io.yarnflink.transport.security.ApplicationSecret;
import io.yarnflink.transport.security.Protocol;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What both kinds of container processes begin with: who they are, the settings, Hadoop, the secret, and RPC. */
final class ContainerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerProcess.class);
    private static final String TOKENS = "HADOOP_TOKEN_FILE_LOCATION";
    private static final int EVENT_LOOPS = 2;
    private static final int FAILED = 1;
    private static final int SUPERSEDED = 4;

    private final Map<String, String> environment;
    private final ContainerIdentity identity;
    private final Configuration settings;
    private final Credentials credentials;
    private final ExecutorService io;
    private final SecureRandom random = new SecureRandom();
    private final EventLoops loops;

    private ContainerProcess(Map<String, String> environment, Configuration settings, Credentials credentials) {
        this.environment = environment;
        this.identity = ContainerIdentity.from(environment);
        this.settings = settings;
        this.credentials = credentials;
        this.io = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "io");
            thread.setDaemon(true);
            return thread;
        });
        this.loops = new EventLoops("network", EVENT_LOOPS, io);
    }

    /** Reads what YARN has put into the container; of Hadoop as little as can be, for its classes take long to load. */
    static ContainerProcess begin(Map<String, String> environment) throws IOException {
        Configuration settings = SettingsFile.read(Files.readAllBytes(Path.of(ApplicationStaging.SETTINGS)));
        if (System.getProperty(FailPoint.PLAN) != null) {
            // Also processes that never come to ask Hadoop for anything.
            FailPoint.refuse(isSecure(Path.of(ApplicationStaging.JOB_SITE)));
        }
        HadoopConfiguration.installLater(ContainerProcess::readHadoop);
        Path tokens = Path.of(LaunchEnvironment.required(environment, TOKENS));
        Credentials credentials = new Credentials();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(tokens)))) {
            credentials.readTokenStorageStream(in);
        }
        return new ContainerProcess(environment, settings, credentials);
    }

    static boolean isSecure(Path jobSite) {
        org.apache.hadoop.conf.Configuration site = new org.apache.hadoop.conf.Configuration(false);
        site.addResource(new org.apache.hadoop.fs.Path(jobSite.toUri()));
        return !site.get(CommonConfigurationKeysPublic.HADOOP_SECURITY_AUTHENTICATION, "simple")
                .equalsIgnoreCase("simple");
    }

    private static org.apache.hadoop.conf.Configuration readHadoop() {
        org.apache.hadoop.conf.Configuration hadoop = JobSite.read(Path.of(ApplicationStaging.JOB_SITE));
        // Before the first login: the user's identity would be made from the host's configuration.
        UserGroupInformation.setConfiguration(hadoop);
        FailPoint.refuse(UserGroupInformation.isSecurityEnabled());
        return hadoop;
    }

    Map<String, String> environment() {
        return environment;
    }

    ContainerIdentity identity() {
        return identity;
    }

    Configuration settings() {
        return settings;
    }

    /** What Hadoop's clients are made with; the first call takes a while. */
    org.apache.hadoop.conf.Configuration hadoop() {
        return HadoopConfiguration.current();
    }

    Credentials credentials() {
        return credentials;
    }

    /** Where checkpoints are kept: on folders that all machines mount, or on HDFS. */
    CheckpointStorages checkpoints() {
        return new LocalCheckpointStorages(new HdfsCheckpointStorages());
    }

    ExecutorService io() {
        return io;
    }

    EventLoops loops() {
        return loops;
    }

    Clock clock() {
        return SystemClock.INSTANCE;
    }

    /** What opens this application's znodes, and those of no other. */
    byte[] zooKeeperKey() {
        return ApplicationSecret.of(ApplicationCredentials.secret(credentials)).derive("zookeeper");
    }

    /** What a port of this process asks of those who connect. */
    Admission admission(Protocol protocol) {
        ApplicationSecret secret = ApplicationSecret.of(ApplicationCredentials.secret(credentials));
        return new Admission(protocol, secret, random, HandshakeBudget.STANDARD, new PeerFaultLog(clock()));
    }

    /** Listens on all addresses, on a port that is free, and is reached under the node's name. */
    NettyRpcService listen() {
        return new NettyRpcService(loops, admission(Protocol.RPC), identity.host(), new InetSocketAddress(0));
    }

    /** Without memory nothing can be trusted to go on; of other failures the thread's owner knows what they mean. */
    static void endWhenMemoryRunsOut() {
        Thread.setDefaultUncaughtExceptionHandler((thread, cause) -> {
            if (isMemory(cause)) {
                giveUp("the thread '" + thread.getName() + "' ran out of memory: " + cause, cause);
            }
            LOG.error("the thread '{}' failed", thread.getName(), cause);
        });
    }

    /** Leaves a line that ends up in YARN's diagnostics, and ends the process at once. */
    static void giveUp(String why, Throwable cause) {
        try {
            LOG.error("{}", why, cause);
        } finally {
            giveUp(why, isMemory(cause) ? ContainerExit.MEMORY_EXHAUSTED : FAILED);
        }
    }

    /** As {@link #giveUp(String, Throwable)}, for a reason that no exception tells. */
    static void giveUp(String why) {
        giveUp(why, FAILED);
    }

    private static void giveUp(String why, int status) {
        // The log's last line: a stack trace may be longer than the tail that YARN keeps.
        System.err.println(ContainerExit.GIVES_UP + why);
        Runtime.getRuntime().halt(status);
    }

    /** Ends the process at once, before it can do anything in the name of an application that others lead. */
    static void stopAsSuperseded(String why) {
        LOG.warn("superseded, ends now: {}", why);
        Runtime.getRuntime().halt(SUPERSEDED);
    }

    private static boolean isMemory(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }
}

package io.yarnflink.jobmanager;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.time.Clock;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.jobmanager.checkpoints.CheckpointPlaces;
import io.yarnflink.jobmanager.dispatcher.Dispatcher;
import io.yarnflink.jobmanager.dispatcher.JobListener;
import io.yarnflink.jobmanager.dispatcher.JobMasters;
import io.yarnflink.jobmanager.job.JobMaster;
import io.yarnflink.jobmanager.leader.JobThreads;
import io.yarnflink.jobmanager.leader.LeaderContext;
import io.yarnflink.jobmanager.resources.ContainerProvider;
import io.yarnflink.jobmanager.resources.ResourceManager;
import io.yarnflink.transport.events.EventLog;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.events.LifecycleStep;
import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.RpcService;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Dispatcher, ResourceManager and JobMasters of one process, wired together; any thread. */
public final class JobManager {
    /** How long a JobMaster that nobody needs any more still answers. */
    private static final Duration LINGER = Duration.ofSeconds(20);

    private final LeaderContext context;
    private final JobManagerConfig config;
    private final World world;
    private final ResourceManager resourceManager;
    private final Dispatcher dispatcher;

    /** What the JobManager meets of the world outside. */
    public record World(
            Clock clock,
            RpcService rpc,
            JobManagerThreads threads,
            ContainerProvider containers,
            UserCodeLoaders userCode,
            EventLog events,
            CheckpointPlaces checkpoints) {}

    /** Hears of jobs, and of the end of this leader. */
    public interface Listener extends JobListener {
        /** There is a newer leader; this process must stop. */
        void superseded(String cause);
    }

    /** {@code epoch} is the number of the leader, above that of all leaders before. */
    public JobManager(long epoch, JobManagerConfig config, World world, Listener listener) {
        this.config = config;
        this.world = world;
        this.context = new LeaderContext(
                epoch, world.rpc(), world.clock(), world.events(), config.askTimeout(), listener::superseded);
        this.resourceManager = new ResourceManager(
                world.threads().mainThread("resourcemanager"), context, world.containers(), config.resources());
        this.dispatcher = new Dispatcher(
                world.threads().mainThread("dispatcher"), context, new OneForEachJob(), LINGER, listener);
    }

    public void start() {
        world.rpc().onPeerLost((host, port, cause) -> {
            resourceManager.peerLost(host, port);
            dispatcher.peerLost(host, port);
        });
        world.events()
                .append(new LifecycleEvent(
                        LifecycleStep.JM_STARTED,
                        "JobManager",
                        dispatcher.address().host(),
                        world.clock().wallMillis(),
                        Map.of("epoch", String.valueOf(context.epoch()))));
        resourceManager.start();
        dispatcher.start();
    }

    /** Where TaskManagers register. */
    public Address resourceManagerAddress() {
        return resourceManager.address();
    }

    /** Where clients ask. */
    public Address dispatcherAddress() {
        return dispatcher.address();
    }

    /** Runs a job; done when it is accepted. */
    public CompletableFuture<Void> submit(JobGraph graph) {
        return dispatcher.submitJob(graph);
    }

    /** Ends all TaskManagers and gives back all containers; done when they are gone, or a bounded time is over. */
    public CompletableFuture<Void> shutDown(String reason) {
        return resourceManager.shutDown(reason).thenCompose(ended -> dispatcher.close());
    }

    /** Gives every job its JobMaster, threads and class loader. */
    private final class OneForEachJob implements JobMasters {
        @Override
        public JobMaster create(JobGraph graph, JobMaster.Listener jobListener) {
            String id = graph.jobId().toString();
            JobThreads threads = new JobThreads(
                    world.threads().mainThread(JobMaster.nameOf(id)),
                    world.threads().mainThread("coordinator-" + id),
                    world.threads().io());
            JobMaster.Surroundings surroundings = new JobMaster.Surroundings(
                    resourceManager.address(), world.userCode().open(graph.jobId()), world.checkpoints());
            return new JobMaster(graph, config.jobs(), context, threads, surroundings, jobListener);
        }

        @Override
        public void closed(JobID jobId) {
            world.userCode().close(jobId);
        }
    }
}

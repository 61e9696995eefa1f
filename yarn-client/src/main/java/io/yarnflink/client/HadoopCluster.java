package io.yarnflink.client;

import io.yarnflink.api.time.Clock;
import io.yarnflink.client.hadoop.ContainerLogs;
import io.yarnflink.client.hadoop.HadoopLogs;
import io.yarnflink.client.hadoop.HadoopSite;
import io.yarnflink.client.hadoop.HadoopYarn;
import io.yarnflink.client.hadoop.HdfsStaging;
import io.yarnflink.client.hadoop.Staging;
import io.yarnflink.client.hadoop.Yarn;
import io.yarnflink.client.job.JobControl;
import io.yarnflink.client.job.RpcJobControl;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.transport.security.AccessKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** A real cluster: YARN and HDFS are reached side by side, from the moment this object is made. */
public final class HadoopCluster implements Cluster {
    private final ExecutorService threads;
    private final Clock clock;
    private final Duration limit;
    private final Future<HadoopSite> site;
    private final Future<HadoopYarn> yarn;
    private final Future<HdfsStaging> staging;

    /**
     * {@code site} is called on a thread of {@code threads}; {@code stagingDirectory} is yarn.staging-directory, if set;
     * {@code limit} bounds each call.
     */
    public HadoopCluster(
            Callable<HadoopSite> site,
            Optional<String> stagingDirectory,
            Duration limit,
            ExecutorService threads,
            Clock clock) {
        this.threads = threads;
        this.clock = clock;
        this.limit = limit;
        Future<HadoopSite> read = threads.submit(site);
        this.site = read;
        yarn = threads.submit(() -> new HadoopYarn(await(read, ExitCode.USAGE), limit, threads));
        staging = threads.submit(
                () -> HdfsStaging.connect(await(read, ExitCode.USAGE), stagingDirectory, limit, threads));
    }

    /** The cluster's configuration; waits for it. */
    public HadoopSite site() throws ClientException {
        return await(site, ExitCode.USAGE);
    }

    @Override
    public Yarn yarn() throws ClientException {
        return await(yarn, ExitCode.YARN);
    }

    @Override
    public Staging staging() throws ClientException {
        return await(staging, ExitCode.STAGING);
    }

    @Override
    public ContainerLogs logs() throws ClientException {
        return new HadoopLogs(site(), limit);
    }

    @Override
    public JobControl.Connector connector(String jobId, AccessKey key) {
        return RpcJobControl.connector(jobId, key, threads, clock);
    }

    @Override
    public void close() {
        if (yarn.isDone() && !yarn.isCancelled()) {
            try {
                yarn.get().close();
            } catch (ExecutionException | InterruptedException e) {
                // It was never opened, so there is nothing to close.
                return;
            }
        }
    }

    private static <T> T await(Future<T> future, ExitCode code) throws ClientException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientException(code, "interrupted while connecting to the cluster", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ClientException known) {
                throw known;
            }
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ClientException(code, "cannot connect to the cluster: " + ClientException.oneLine(cause), cause);
        }
    }
}

package io.yarnflink.client.cli;

import io.yarnflink.client.Cluster;
import io.yarnflink.client.hadoop.ContainerLogs;
import io.yarnflink.client.hadoop.Staging;
import io.yarnflink.client.hadoop.Yarn;
import io.yarnflink.client.job.JobControl;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.output.Progress;
import io.yarnflink.transport.security.AccessKey;
import java.io.Closeable;
import java.io.IOException;

/** A cluster like any other, but for its end: closing it stops its servers. */
final class EmbeddedCluster implements Cluster {
    private final Cluster cluster;
    private final Closeable servers;
    private final Progress progress;

    EmbeddedCluster(Cluster cluster, Closeable servers, Progress progress) {
        this.cluster = cluster;
        this.servers = servers;
        this.progress = progress;
    }

    @Override
    public Yarn yarn() throws ClientException {
        return cluster.yarn();
    }

    @Override
    public Staging staging() throws ClientException {
        return cluster.staging();
    }

    @Override
    public ContainerLogs logs() throws ClientException {
        return cluster.logs();
    }

    @Override
    public JobControl.Connector connector(String jobId, AccessKey key) {
        return cluster.connector(jobId, key);
    }

    @Override
    public void close() {
        cluster.close();
        try {
            servers.close();
        } catch (IOException | RuntimeException e) {
            // The job's outcome is still to be told.
            progress.say("warning: the embedded cluster is not cleaned up: " + ClientException.oneLine(e));
        }
    }
}

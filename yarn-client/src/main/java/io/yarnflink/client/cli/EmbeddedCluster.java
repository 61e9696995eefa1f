package io.yarnflink.client.cli;

import io.yarnflink.client.Cluster;
import io.yarnflink.client.hadoop.ContainerLogs;
import io.yarnflink.client.hadoop.Staging;
import io.yarnflink.client.hadoop.Yarn;
import io.yarnflink.client.job.JobControl;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.transport.security.AccessKey;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A cluster like any other, but for its end: closing it stops its servers. */
final class EmbeddedCluster implements Cluster {
    private final Cluster cluster;
    private final EmbeddedHadoop servers;

    EmbeddedCluster(Cluster cluster, EmbeddedHadoop servers) {
        this.cluster = cluster;
        this.servers = servers;
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
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded cluster is not cleaned up", e);
        }
    }
}

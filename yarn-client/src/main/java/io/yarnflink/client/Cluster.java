package io.yarnflink.client;

import io.yarnflink.client.hadoop.ContainerLogs;
import io.yarnflink.client.hadoop.Staging;
import io.yarnflink.client.hadoop.Yarn;
import io.yarnflink.client.job.JobControl;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.transport.security.AccessKey;

/** A Hadoop cluster that can be submitted to; any thread. */
public interface Cluster extends AutoCloseable {
    Yarn yarn() throws ClientException;

    Staging staging() throws ClientException;

    ContainerLogs logs() throws ClientException;

    /** Connects to the Dispatcher of a job whose client key is known. */
    JobControl.Connector connector(String jobId, AccessKey key);

    @Override
    void close();
}

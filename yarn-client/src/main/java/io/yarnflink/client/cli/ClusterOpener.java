package io.yarnflink.client.cli;

import io.yarnflink.client.Cluster;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.output.Progress;
import io.yarnflink.client.settings.ClusterSpec;
import io.yarnflink.client.settings.Settings;

/** Opens the cluster that a command works on; returns at once, and what fails is heard from the first call. */
interface ClusterOpener {
    /** The cluster that HADOOP_CONF_DIR describes. */
    Cluster open(Settings settings, ClusterSpec.Patience patience) throws ClientException;

    /** A cluster on this machine, which ends when it is closed. */
    Cluster embedded(Settings settings, ClusterSpec.Patience patience, Progress progress) throws ClientException;
}

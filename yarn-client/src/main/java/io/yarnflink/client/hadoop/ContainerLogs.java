package io.yarnflink.client.hadoop;

import io.yarnflink.client.outcome.ClientException;
import java.io.PrintStream;
import java.util.Optional;

/** Where the logs of containers are read; calls block. */
public interface ContainerLogs {
    /** Copies the logs of the application's containers, or of one; false when there are none to be had yet. */
    boolean copy(ApplicationStatus application, Optional<String> container, PrintStream out) throws ClientException;
}

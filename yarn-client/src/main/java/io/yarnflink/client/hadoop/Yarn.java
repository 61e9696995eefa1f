package io.yarnflink.client.hadoop;

import io.yarnflink.client.outcome.ClientException;
import java.util.List;
import java.util.Optional;

/** YARN as a submitter needs it; calls block, each for a bounded time, and fail with a cause that names the YARN RM. */
public interface Yarn extends AutoCloseable {
    /** A fresh application id, and the largest container there can be. */
    record NewApplication(String id, long maxMemoryMb, int maxVcores) {}

    NewApplication newApplication() throws ClientException;

    /** Whether the queue takes applications; empty when there is none of that name. */
    Optional<Boolean> queueIsOpen(String name) throws ClientException;

    /** The names of all queues that take applications and that this user may see. */
    List<String> queues() throws ClientException;

    /** Returns once YARN has accepted the application. */
    void submit(ApplicationRequest request) throws ClientException;

    /** Fails with NOT_FOUND when YARN does not know the application, any more or at all. */
    ApplicationStatus status(String applicationId) throws ClientException;

    /** The applications of yarn-flink that YARN remembers, the newest first. */
    List<ApplicationStatus> applications() throws ClientException;

    /** Asks for the application's end, whatever it does; its status tells when that has come. */
    void kill(String applicationId) throws ClientException;

    @Override
    void close();
}

package io.yarnflink.am;

import io.yarnflink.staging.LeaderFiles;
import io.yarnflink.taskmanager.LeaderDirectory;
import io.yarnflink.transport.rpc.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.hadoop.fs.Path;

/** Who leads, as the application's staging has it; the attempt that started this TaskManager is known without it. */
final class StagedLeaders implements LeaderDirectory {
    private final Leader first;
    private final Opening opening;
    private final Executor io;
    private boolean asked;

    /** Opens HDFS when it is needed. */
    @FunctionalInterface
    interface Opening {
        LeaderFiles open() throws IOException;
    }

    StagedLeaders(Leader first, Opening opening, Executor io) {
        this.first = first;
        this.opening = opening;
        this.io = io;
    }

    static StagedLeaders of(TaskManagerEnvironment master, ContainerProcess process) {
        Path staging = new Path(master.staging());
        return new StagedLeaders(
                new Leader(master.epoch(), master.resourceManager()),
                () -> new LeaderFiles(staging.getFileSystem(process.hadoop()), staging),
                process.io());
    }

    /** The first answer costs nothing: a TaskManager starts without waiting for HDFS. */
    @Override
    public synchronized CompletableFuture<Leader> newest() {
        if (!asked) {
            asked = true;
            return CompletableFuture.completedFuture(first);
        }
        return CompletableFuture.supplyAsync(this::read, io);
    }

    private Leader read() {
        try {
            return opening.open()
                    .newest()
                    .map(leader ->
                            new Leader(leader.epoch(), new Address(leader.host(), leader.port(), leader.endpoint())))
                    .orElse(first);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

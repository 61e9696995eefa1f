package io.yarnflink.am;

import io.yarnflink.api.configuration.HighAvailabilityOptions;
import io.yarnflink.staging.LeaderFiles;
import io.yarnflink.taskmanager.LeaderDirectory;
import io.yarnflink.transport.rpc.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.hadoop.fs.Path;

/** Who leads, as whoever leads next has left word of it; the attempt that started this TaskManager is known without. */
final class NextLeaders implements LeaderDirectory {
    private final Leader first;
    private final Opening opening;
    private final Executor io;
    private boolean asked;
    private volatile Runnable news = () -> {};

    /** Where word is left; blocks. */
    interface Word {
        /** Empty when nobody but the first has led. */
        Optional<Leader> newest() throws IOException;
    }

    /** Opens it when it is needed; {@code news}: that there may be another leader. */
    @FunctionalInterface
    interface Opening {
        Word open(Runnable news) throws IOException;
    }

    NextLeaders(Leader first, Opening opening, Executor io) {
        this.first = first;
        this.opening = new Once(opening);
        this.io = io;
    }

    static NextLeaders of(TaskManagerEnvironment master, ContainerProcess process) {
        return new NextLeaders(
                new Leader(master.epoch(), master.resourceManager()),
                HighAvailabilityOptions.usesZooKeeper(process.settings())
                        ? news -> LeadersInZooKeeper.open(process, master.applicationId(), news)
                        : news -> staged(process, new Path(master.staging())),
                process.io());
    }

    private static Word staged(ContainerProcess process, Path staging) throws IOException {
        LeaderFiles files = new LeaderFiles(staging.getFileSystem(process.hadoop()), staging);
        return () -> files.newest()
                .map(leader ->
                        new Leader(leader.epoch(), new Address(leader.host(), leader.port(), leader.endpoint())));
    }

    /** The first answer costs nothing: a TaskManager starts without waiting for HDFS or ZooKeeper. */
    @Override
    public synchronized CompletableFuture<Leader> newest() {
        if (!asked) {
            asked = true;
            return CompletableFuture.completedFuture(first);
        }
        return CompletableFuture.supplyAsync(this::read, io);
    }

    @Override
    public void onNews(Runnable look) {
        news = look;
    }

    private Leader read() {
        try {
            return opening.open(() -> news.run())
                    .newest()
                    .filter(leader -> leader.epoch() > first.epoch())
                    .orElse(first);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens it once; one that could not be opened is tried again. */
    private static final class Once implements Opening {
        private final Opening opening;
        private Optional<Word> opened = Optional.empty();

        Once(Opening opening) {
            this.opening = opening;
        }

        @Override
        public synchronized Word open(Runnable news) throws IOException {
            if (opened.isEmpty()) {
                opened = Optional.of(opening.open(news));
            }
            return opened.get();
        }
    }
}

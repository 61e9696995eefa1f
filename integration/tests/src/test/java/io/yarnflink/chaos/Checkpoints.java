package io.yarnflink.chaos;

import io.yarnflink.chaos.Row.NotInjected;
import io.yarnflink.it.Hdfs;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * What the first leader of a job has left when it died, by ids of checkpoints, 0 for none.
 *
 * @param aside metadata that nobody has completed yet
 * @param renamed metadata in the folder of its epoch
 * @param pointed what ZooKeeper names, if that decides
 */
record Checkpoints(long aside, long renamed, Optional<Long> pointed) {

    static Checkpoints leftBehind(ChaosCluster cluster, Hdfs hdfs, String applicationId) throws Exception {
        String folder = ".yarn-flink/staging/*/*" + applicationId + "*/checkpoints/*/";
        Optional<ZooKeepers.Pointer> pointer =
                cluster.zooKeepers().isPresent() ? cluster.zooKeepers().get().pointer(applicationId) : Optional.empty();
        Checkpoints left = new Checkpoints(
                newest(hdfs, folder + "aside/chk-*"),
                newest(hdfs, folder + "commits/epoch-1*/chk-*"),
                cluster.zooKeepers()
                        .map(ensemble ->
                                pointer.map(ZooKeepers.Pointer::checkpoint).orElse(0L)));
        if (find(hdfs, folder + "commits/epoch-2*").length > 0) {
            throw new NotInjected("the next leader was there before anybody looked what the first one left");
        }
        return left;
    }

    private static long newest(Hdfs hdfs, String pattern) throws IOException {
        return Stream.of(find(hdfs, pattern))
                .mapToLong(file -> Long.parseLong(file.getPath().getName().split("-", -1)[1]))
                .max()
                .orElse(0);
    }

    private static FileStatus[] find(Hdfs hdfs, String pattern) throws IOException {
        return hdfs.files().globStatus(new Path(hdfs.files().getHomeDirectory(), pattern));
    }

    /** What the next leader has to go on from. */
    long latest() {
        return pointed.orElse(renamed);
    }
}

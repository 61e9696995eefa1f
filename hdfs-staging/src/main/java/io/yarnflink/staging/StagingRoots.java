package io.yarnflink.staging;

import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Where everything of yarn-flink lies on HDFS: applications' staging, the artifact cache, the job archive. */
public record StagingRoots(Path staging, Path cache, Path archive) {

    /** Below {@code directory}, or below {@code .yarn-flink} in the user's home; {@code fs} makes the paths whole. */
    public static StagingRoots of(FileSystem fs, Optional<String> directory) {
        Path base = fs.makeQualified(
                directory.map(Path::new).orElseGet(() -> new Path(fs.getHomeDirectory(), ".yarn-flink")));
        return new StagingRoots(new Path(base, "staging"), new Path(base, "cache"), new Path(base, "history"));
    }
}

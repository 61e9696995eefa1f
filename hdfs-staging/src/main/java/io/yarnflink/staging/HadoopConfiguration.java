package io.yarnflink.staging;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** The Hadoop configuration of this process, which file systems found by scheme use; any thread. */
public final class HadoopConfiguration {
    private static final String RETRIES = "dfs.client.block.write.locateFollowingBlock.retries";

    private static final AtomicReference<@Nullable Supplier<Configuration>> LATER = new AtomicReference<>();
    private static final AtomicReference<@Nullable Configuration> INSTALLED = new AtomicReference<>();

    private HadoopConfiguration() {}

    /** Set once by a process's main, before the first file is opened. */
    public static synchronized void install(Configuration hadoop) {
        tune(hadoop);
        INSTALLED.set(hadoop);
    }

    /** As {@link #install}, for a configuration that may only be known later: the first file that is opened waits for it. */
    public static void installLater(Supplier<Configuration> hadoop) {
        LATER.set(hadoop);
    }

    /** What was installed, or else what Hadoop finds on the class path. */
    public static synchronized Configuration current() {
        Configuration installed = INSTALLED.get();
        if (installed == null) {
            Supplier<Configuration> later = LATER.get();
            installed = later == null ? new Configuration() : later.get();
            install(installed);
        }
        return installed;
    }

    static void tune(Configuration hadoop) {
        // Closing a small file takes 200 ms by default, for the client first sleeps 400 ms when a block is not yet
        // reported.
        hadoop.setInt("dfs.client.block.write.locateFollowingBlock.initial.delay.ms", 5);
        // Each sleep is twice as long as the one before: so many make it as patient as before with a busy DataNode.
        hadoop.setInt(RETRIES, Math.max(12, hadoop.getInt(RETRIES, 0)));
        // Hadoop looks for file systems once, with the class loader of whichever thread comes first: a job's may not
        // see them.
        hadoop.setIfUnset("fs.hdfs.impl", "org.apache.hadoop.hdfs.DistributedFileSystem");
    }
}

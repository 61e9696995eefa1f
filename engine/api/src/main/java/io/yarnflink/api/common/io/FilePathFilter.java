package io.yarnflink.api.common.io;

import io.yarnflink.api.fs.Path;
import java.io.Serializable;

/** Says which files and folders are passed over. */
public abstract class FilePathFilter implements Serializable {
    /** In the names of files that are being copied to HDFS. */
    public static final String HADOOP_COPYING = "_COPYING_";

    /** True to pass over it. */
    public abstract boolean filterPath(Path filePath);

    public static FilePathFilter createDefaultFilter() {
        return new DefaultFilter();
    }

    /** Passes over what is hidden or still being written, by its name. */
    public static class DefaultFilter extends FilePathFilter {
        @Override
        public boolean filterPath(Path filePath) {
            String name = filePath.getName();
            return name.startsWith(".") || name.startsWith("_") || name.contains(HADOOP_COPYING);
        }
    }
}

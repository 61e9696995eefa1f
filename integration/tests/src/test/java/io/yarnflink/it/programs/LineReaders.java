package io.yarnflink.it.programs;

import io.yarnflink.api.cache.DistributedCache;
import io.yarnflink.api.common.CloseableIterator;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.RichMapFunction;
import io.yarnflink.connectors.files.FileSource;
import io.yarnflink.connectors.files.TextLineInputFormat;
import java.io.IOException;
import java.nio.file.Files;

/**
 * Prints each line of a file with the process that read it, behind what two files for all tasks say:
 * {@code FILE LINES_PER_SECOND CACHED_FILE CACHED_FOLDER}.
 */
public final class LineReaders {
    private LineReaders() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.registerCachedFile(args[2], "a name.txt");
        env.registerCachedFile(args[3], "folder");
        FileSource<String> lines = FileSource.forRecordStreamFormat(new TextLineInputFormat(), new Path(args[0]))
                .setRecordsPerSecond(Double.parseDouble(args[1]))
                .build();
        try (CloseableIterator<String> read = env.fromSource(lines, WatermarkStrategy.noWatermarks(), "Lines")
                .map(new WithReader())
                .executeAndCollect("Line readers")) {
            read.forEachRemaining(System.out::println);
        }
    }

    /** Puts the cached texts and its process before a line. */
    public static final class WithReader extends RichMapFunction<String, String> {
        private transient String reader = "";

        @Override
        public void open(OpenContext context) throws IOException {
            DistributedCache cache = getRuntimeContext().getDistributedCache();
            reader = Files.readString(cache.getFile("a name.txt").toPath())
                    + Files.readString(cache.getFile("folder").toPath().resolve("below/b.txt"))
                    + ProcessHandle.current().pid();
        }

        @Override
        public String map(String line) {
            return reader + "\t" + line;
        }
    }
}

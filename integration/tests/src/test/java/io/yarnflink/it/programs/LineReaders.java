package io.yarnflink.it.programs;

import io.yarnflink.api.common.CloseableIterator;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.connectors.files.FileSource;
import io.yarnflink.connectors.files.TextLineInputFormat;

/** Prints each line of a file with the process that read it: {@code FILE LINES_PER_SECOND}. */
public final class LineReaders {
    private LineReaders() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        FileSource<String> lines = FileSource.forRecordStreamFormat(new TextLineInputFormat(), new Path(args[0]))
                .setRecordsPerSecond(Double.parseDouble(args[1]))
                .build();
        try (CloseableIterator<String> read = env.fromSource(lines, WatermarkStrategy.noWatermarks(), "Lines")
                .map(new WithReader())
                .executeAndCollect("Line readers")) {
            read.forEachRemaining(System.out::println);
        }
    }

    /** Puts its process before a line. */
    public static final class WithReader implements MapFunction<String, String> {
        @Override
        public String map(String line) {
            return ProcessHandle.current().pid() + "\t" + line;
        }
    }
}

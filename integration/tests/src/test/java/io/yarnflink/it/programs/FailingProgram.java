package io.yarnflink.it.programs;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.connectors.files.FileSource;
import io.yarnflink.connectors.files.TextLineInputFormat;

/** A job whose map function throws at a line of its input, which is its argument, that is no number. */
public final class FailingProgram {
    private FailingProgram() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        FileSource<String> lines = FileSource.forRecordStreamFormat(new TextLineInputFormat(), new Path(args[0]))
                .build();
        env.fromSource(lines, WatermarkStrategy.noWatermarks(), "Lines")
                .map(new ToNumber())
                .name("To number")
                .print();
        env.execute("Failing job");
    }

    /** Reads numbers and nothing else. */
    public static final class ToNumber implements MapFunction<String, Long> {
        @Override
        public Long map(String line) {
            return Long.valueOf(line);
        }
    }
}

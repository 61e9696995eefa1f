package io.yarnflink.it.programs;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.serialization.SimpleStringEncoder;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.connectors.files.BasePathBucketAssigner;
import io.yarnflink.connectors.files.DefaultRollingPolicy;
import io.yarnflink.connectors.files.FileSink;
import java.time.Duration;

/**
 * Counts numbers by key and writes each with its key's count so far, {@code key number count}, so that whoever reads the
 * files can tell whether a number was lost or counted twice: {@code OUTPUT NUMBERS}. A thousand numbers a second at most
 * in each subtask.
 */
public final class VerifyingProgram {
    /** Keys of the numbers: the remainder by this. */
    public static final int KEYS = 97;

    private VerifyingProgram() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(500);
        env.setMaxParallelism(64);
        env.fromSequence(0, Long.parseLong(args[1]) - 1)
                .uid("numbers")
                .map(VerifyingProgram::slowly)
                .uid("brake")
                .keyBy(number -> number % KEYS)
                .process(new Count())
                .uid("count")
                .name("Count")
                .sinkTo(FileSink.<String>forRowFormat(new Path(args[0]), new SimpleStringEncoder<>())
                        .withBucketAssigner(new BasePathBucketAssigner<>())
                        .withRollingPolicy(DefaultRollingPolicy.builder()
                                .withRolloverInterval(Duration.ofMillis(1500))
                                .build())
                        .withBucketCheckInterval(200)
                        .build())
                .uid("files");
        env.execute("Verifying job");
    }

    private static Long slowly(Long number) throws InterruptedException {
        java.util.concurrent.TimeUnit.MILLISECONDS.sleep(1);
        return number;
    }

    /** Counts the numbers of each key. */
    public static final class Count extends KeyedProcessFunction<Long, Long, String> {
        private transient ValueState<Long> count;

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
        }

        @Override
        public void processElement(Long number, Context context, Collector<String> out) throws Exception {
            Long before = count.value();
            long now = before == null ? 1 : before + 1;
            count.update(now);
            out.collect(context.getCurrentKey() + " " + number + " " + now);
        }
    }
}

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
import java.util.Objects;

/**
 * Counts numbers by key and writes each with its key's count so far, {@code key number count}, so that whoever reads the
 * files can tell whether a number was lost or counted twice: {@code OUTPUT NUMBERS [CHECKPOINT_MILLIS]}. A thousand numbers
 * a second at most in each subtask. Each key's state is large enough for a snapshot to have a file of its own.
 */
public final class VerifyingProgram {
    /** Keys of the numbers: the remainder by this. */
    public static final int KEYS = 97;

    private VerifyingProgram() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(args.length > 2 ? Long.parseLong(args[2]) : 500);
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
        private static final int BALLAST = 600;

        private transient ValueState<Long> count;
        private transient ValueState<String> ballast;

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
            ballast = getRuntimeContext().getState(new ValueStateDescriptor<>("ballast", Types.STRING));
        }

        @Override
        public void processElement(Long number, Context context, Collector<String> out) throws Exception {
            Long before = count.value();
            long now = before == null ? 1 : before + 1;
            if (!Objects.equals(ballast.value(), before == null ? null : ballast(before))) {
                throw new IllegalStateException("key " + context.getCurrentKey()
                        + " has the ballast of another count than " + before + ": " + ballast.value());
            }
            count.update(now);
            ballast.update(ballast(now));
            out.collect(context.getCurrentKey() + " " + number + " " + now);
        }

        private static String ballast(long count) {
            return String.valueOf(count).repeat(BALLAST).substring(0, BALLAST);
        }
    }
}

package io.yarnflink.it.programs;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.RichMapFunction;
import io.yarnflink.api.functions.sink.v2.DiscardingSink;
import io.yarnflink.api.serialization.SimpleStringEncoder;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.connectors.files.BasePathBucketAssigner;
import io.yarnflink.connectors.files.FileSink;
import io.yarnflink.connectors.files.OnCheckpointRollingPolicy;
import java.util.concurrent.locks.LockSupport;

/**
 * Gives each key a value once, as fast as it can, and then goes on with random keys at a steady rate, for ever:
 * {@code KEYS BALLAST RATE OUTPUT}. A value is a count, and a text of so many characters unless that is 0. What the first
 * round counts is not written; after it {@code key number count} is, unless OUTPUT is {@link #NO_OUTPUT}.
 */
public final class LargeStateProgram {
    /** Sources, which have half the keys each. */
    public static final int PARTS = 2;

    /** Instead of a folder. */
    public static final String NO_OUTPUT = "none";

    /** What a source has in its log when its first round is over, and a counting task with its first record. */
    public static final String FILLED = "first round is over at ";

    public static final String FIRST = "first record at ";

    private static final long NUMBERS = 1L << 40;
    private static final long PART = NUMBERS / PARTS;

    private LargeStateProgram() {}

    public static void main(String[] args) throws Exception {
        long keys = Long.parseLong(args[0]);
        int ballast = Integer.parseInt(args[1]);
        long rate = Long.parseLong(args[2]);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(PARTS);
        DataStream<String> counts = env.fromSequence(0, NUMBERS - 1)
                .uid("numbers")
                .map(new Pace(keys / PARTS, rate / PARTS))
                .uid("pace")
                .keyBy(number -> key(number, keys))
                .process(new Count(keys / PARTS, ballast))
                .uid("count")
                .name("Count");
        if (args[3].equals(NO_OUTPUT)) {
            counts.sinkTo(new DiscardingSink<>()).uid("nothing");
        } else {
            write(counts, new Path(args[3]));
        }
        env.execute("Large state");
    }

    private static void write(DataStream<String> counts, Path folder) {
        counts.sinkTo(FileSink.<String>forRowFormat(folder, new SimpleStringEncoder<>())
                        .withBucketAssigner(new BasePathBucketAssigner<>())
                        .withRollingPolicy(OnCheckpointRollingPolicy.build())
                        .build())
                .uid("files");
    }

    private static long inPart(long number) {
        return number % PART;
    }

    private static Long key(long number, long keys) {
        long perPart = keys / PARTS;
        if (inPart(number) < perPart) {
            return number / PART * perPart + inPart(number);
        }
        long mixed = number * 0x9E3779B97F4A7C15L;
        return ((mixed ^ mixed >>> 29) & Long.MAX_VALUE) % (perPart * PARTS);
    }

    /** Lets the first round through at once, and what follows at a rate. */
    public static final class Pace extends RichMapFunction<Long, Long> {
        private final long firstRound;
        private final long rate;
        private transient long beganNanos;
        private transient long passed;

        Pace(long firstRound, long rate) {
            this.firstRound = firstRound;
            this.rate = rate;
        }

        @Override
        public Long map(Long number) {
            if (inPart(number) < firstRound) {
                return number;
            }
            if (inPart(number) == firstRound) {
                System.out.println(FILLED + System.currentTimeMillis());
            }
            if (passed++ == 0) {
                beganNanos = System.nanoTime();
            }
            long early = beganNanos + passed * 1_000_000_000L / rate - System.nanoTime();
            if (early > 1_000_000) {
                LockSupport.parkNanos(early);
            }
            return number;
        }
    }

    /** Counts each key's numbers, and checks the rest of its value. */
    public static final class Count extends KeyedProcessFunction<Long, Long, String> {
        private final long firstRound;
        private final int ballast;
        private transient ValueState<Long> count;
        private transient ValueState<String> text;
        private transient boolean begun;

        Count(long firstRound, int ballast) {
            this.firstRound = firstRound;
            this.ballast = ballast;
        }

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
            text = getRuntimeContext().getState(new ValueStateDescriptor<>("text", Types.STRING));
        }

        @Override
        public void processElement(Long number, Context context, Collector<String> out) throws Exception {
            if (!begun) {
                begun = true;
                System.out.println(FIRST + System.currentTimeMillis());
            }
            Long before = count.value();
            long now = before == null ? 1 : before + 1;
            count.update(now);
            if (ballast > 0) {
                if (before != null && !text(context.getCurrentKey(), before).equals(text.value())) {
                    throw new IllegalStateException(
                            "key " + context.getCurrentKey() + " has another text than " + before);
                }
                text.update(text(context.getCurrentKey(), now));
            }
            if (inPart(number) >= firstRound) {
                out.collect(context.getCurrentKey() + " " + number + " " + now);
            }
        }

        /** Nothing that a compression makes much shorter, neither within a text nor because others are like it. */
        private String text(long key, long value) {
            char[] letters = new char[ballast];
            long random = key * 0x9E3779B97F4A7C15L + value;
            for (int i = 0; i < ballast; i++) {
                random = random * 0x5851F42D4C957F2DL + 0x14057B7EF767814FL;
                letters[i] = (char) (' ' + (random >>> 57));
            }
            return new String(letters);
        }
    }
}

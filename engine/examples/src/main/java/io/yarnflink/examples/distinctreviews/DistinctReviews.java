package io.yarnflink.examples.distinctreviews;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.datastream.SingleOutputStreamOperator;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.serialization.SimpleStringEncoder;
import io.yarnflink.api.state.StateTtlConfig;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.connectors.files.BasePathBucketAssigner;
import io.yarnflink.connectors.files.FileSink;
import io.yarnflink.examples.data.Example;
import io.yarnflink.examples.data.Review;
import java.time.Duration;

/**
 * Drops reviews that were sent twice: the same stars from the same person for the same vendor in the same minute. What
 * was seen is forgotten after a while, so that a stream that never ends needs no memory that never ends. The repeated
 * ones leave by a side output.
 *
 * <pre>distinct-reviews.jar [--input PATH] [--distinct FOLDER] [--output FOLDER] [--lines N] [--forget-minutes N]</pre>
 */
public final class DistinctReviews {
    static final OutputTag<Review> REPEATED = new OutputTag<>("repeated") {};

    private DistinctReviews() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Example example = new Example(env, args);
        Duration memory = Duration.ofMinutes(example.parameters().getInt("forget-minutes", 60));
        SingleOutputStreamOperator<Review> reviews =
                distinct(example.lines("reviews.csv.gz").map(Review::parse), memory);
        if (example.parameters().has("distinct")) {
            reviews.sinkTo(FileSink.<Review>forRowFormat(example.path("distinct"), new SimpleStringEncoder<>())
                    .withBucketAssigner(new BasePathBucketAssigner<>())
                    .build());
        }
        example.run(reviews.getSideOutput(REPEATED), "Distinct reviews");
    }

    static SingleOutputStreamOperator<Review> distinct(DataStream<Review> reviews, Duration memory) {
        return reviews.keyBy(review -> review).process(new FirstOnly(memory)).name("Distinct");
    }

    /** Lets the first review of each key pass. */
    private static final class FirstOnly extends KeyedProcessFunction<Review, Review, Review> {
        private final Duration memory;
        private transient ValueState<Boolean> seen;

        FirstOnly(Duration memory) {
            this.memory = memory;
        }

        @Override
        public void open(OpenContext openContext) {
            ValueStateDescriptor<Boolean> descriptor = new ValueStateDescriptor<>("seen", Boolean.class);
            descriptor.enableTimeToLive(StateTtlConfig.newBuilder(memory).build());
            seen = getRuntimeContext().getState(descriptor);
        }

        @Override
        public void processElement(Review review, Context ctx, Collector<Review> out) throws Exception {
            if (seen.value() == null) {
                seen.update(true);
                out.collect(review);
            } else {
                ctx.output(REPEATED, review);
            }
        }
    }
}

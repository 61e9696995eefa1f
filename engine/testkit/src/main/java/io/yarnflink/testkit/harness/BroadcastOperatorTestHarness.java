package io.yarnflink.testkit.harness;

import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.functions.co.BroadcastProcessFunction;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.api.state.MapStateDescriptor;
import java.util.List;

/** Runs an operator over a stream, with keys or without, and a broadcast one. */
public class BroadcastOperatorTestHarness<IN1, IN2, OUT> extends AbstractStreamOperatorTestHarness<OUT> {
    public BroadcastOperatorTestHarness(
            BroadcastProcessFunction<IN1, IN2, OUT> function,
            List<MapStateDescriptor<?, ?>> broadcastStates,
            int maxParallelism,
            int parallelism,
            int subtaskIndex) {
        this(
                TestedOperator.of(new OperatorDescriptor.BroadcastProcess<>(function, broadcastStates)),
                maxParallelism,
                parallelism,
                subtaskIndex);
    }

    BroadcastOperatorTestHarness(TestedOperator tested, int maxParallelism, int parallelism, int subtaskIndex) {
        super(tested.check(2), maxParallelism, parallelism, subtaskIndex);
    }

    public void processElement(IN1 value, long timestamp) throws Exception {
        process(0, value, timestamp);
    }

    public void processElement(StreamRecord<IN1> element) throws Exception {
        process(0, element.getValue(), element.getTimestamp());
    }

    public void processBroadcastElement(IN2 value, long timestamp) throws Exception {
        process(1, value, timestamp);
    }

    public void processBroadcastElement(StreamRecord<IN2> element) throws Exception {
        process(1, element.getValue(), element.getTimestamp());
    }

    public void processWatermark(Watermark watermark) throws Exception {
        watermark(0, watermark.getTimestamp());
    }

    public void processBroadcastWatermark(Watermark watermark) throws Exception {
        watermark(1, watermark.getTimestamp());
    }

    /** Lets time go on on both inputs. */
    public void watermark(long timestamp) throws Exception {
        watermark(0, timestamp);
        watermark(1, timestamp);
    }
}

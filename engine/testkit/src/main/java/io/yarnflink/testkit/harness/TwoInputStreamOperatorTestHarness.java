package io.yarnflink.testkit.harness;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.operators.GivenOperator;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import io.yarnflink.testkit.harness.operators.TwoInputStreamOperator;

/** Runs an operator with two inputs. */
public class TwoInputStreamOperatorTestHarness<IN1, IN2, OUT> extends AbstractStreamOperatorTestHarness<OUT> {
    public TwoInputStreamOperatorTestHarness(TwoInputStreamOperator<IN1, IN2, OUT> operator) {
        super(TestedOperator.of(operator.descriptor(null)));
    }

    public TwoInputStreamOperatorTestHarness(
            TwoInputStreamOperator<IN1, IN2, OUT> operator, int maxParallelism, int parallelism, int subtaskIndex) {
        super(TestedOperator.of(operator.descriptor(null)), maxParallelism, parallelism, subtaskIndex);
    }

    /** Runs an operator of the program's own. */
    public TwoInputStreamOperatorTestHarness(
            io.yarnflink.api.operators.TwoInputStreamOperator<IN1, IN2, OUT> operator) {
        super(TestedOperator.of(
                new OperatorDescriptor.CustomOfTwo<>(new GivenOperator<IN1, IN2, OUT>(operator), null)));
    }

    TwoInputStreamOperatorTestHarness(TestedOperator tested, int maxParallelism, int parallelism, int subtaskIndex) {
        super(tested.check(2), maxParallelism, parallelism, subtaskIndex);
    }

    /** Runs the operator that made {@code stream}, keyed if its inputs are. */
    public static <IN1, IN2, OUT> TwoInputStreamOperatorTestHarness<IN1, IN2, OUT> of(DataStream<OUT> stream) {
        return of(stream, 128, 1, 0);
    }

    /** Runs one of several subtasks of the operator that made {@code stream}. */
    public static <IN1, IN2, OUT> TwoInputStreamOperatorTestHarness<IN1, IN2, OUT> of(
            DataStream<OUT> stream, int maxParallelism, int parallelism, int subtaskIndex) {
        return new TwoInputStreamOperatorTestHarness<>(
                TestedOperator.of(stream), maxParallelism, parallelism, subtaskIndex);
    }

    public void processElement1(IN1 value, long timestamp) throws Exception {
        process(0, value, timestamp);
    }

    public void processElement1(StreamRecord<IN1> element) throws Exception {
        process(0, element.getValue(), element.getTimestamp());
    }

    public void processElement2(IN2 value, long timestamp) throws Exception {
        process(1, value, timestamp);
    }

    public void processElement2(StreamRecord<IN2> element) throws Exception {
        process(1, element.getValue(), element.getTimestamp());
    }

    public void processWatermark1(Watermark watermark) throws Exception {
        watermark(0, watermark.getTimestamp());
    }

    public void processWatermark2(Watermark watermark) throws Exception {
        watermark(1, watermark.getTimestamp());
    }

    public void processBothWatermarks(Watermark watermark) throws Exception {
        processWatermark1(watermark);
        processWatermark2(watermark);
    }

    public void processWatermarkStatus1(WatermarkStatus status) throws Exception {
        status(0, status);
    }

    public void processWatermarkStatus2(WatermarkStatus status) throws Exception {
        status(1, status);
    }

    public void endInput1() throws Exception {
        end(0);
    }

    public void endInput2() throws Exception {
        end(1);
    }
}

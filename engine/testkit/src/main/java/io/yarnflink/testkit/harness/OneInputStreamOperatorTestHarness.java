package io.yarnflink.testkit.harness;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.operators.GivenOperator;
import io.yarnflink.api.operators.OneInputStreamOperatorFactory;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import io.yarnflink.testkit.harness.operators.OneInputStreamOperator;
import java.util.Collection;

/** Runs an operator with one input. */
public class OneInputStreamOperatorTestHarness<IN, OUT> extends AbstractStreamOperatorTestHarness<OUT> {
    public OneInputStreamOperatorTestHarness(OneInputStreamOperator<IN, OUT> operator) {
        super(TestedOperator.of(operator.descriptor(null)));
    }

    public OneInputStreamOperatorTestHarness(
            OneInputStreamOperator<IN, OUT> operator, int maxParallelism, int parallelism, int subtaskIndex) {
        super(TestedOperator.of(operator.descriptor(null)), maxParallelism, parallelism, subtaskIndex);
    }

    /** Runs an operator of the program's own. */
    public OneInputStreamOperatorTestHarness(io.yarnflink.api.operators.OneInputStreamOperator<IN, OUT> operator) {
        this(new GivenOperator<IN, IN, OUT>(operator));
    }

    public OneInputStreamOperatorTestHarness(OneInputStreamOperatorFactory<IN, OUT> factory) {
        super(TestedOperator.of(new OperatorDescriptor.Custom<>(factory)));
    }

    OneInputStreamOperatorTestHarness(TestedOperator tested, int maxParallelism, int parallelism, int subtaskIndex) {
        super(tested.check(1), maxParallelism, parallelism, subtaskIndex);
    }

    /** Runs the operator that made {@code stream}, keyed if its input is: windows, for one. */
    public static <IN, OUT> OneInputStreamOperatorTestHarness<IN, OUT> of(DataStream<OUT> stream) {
        return of(stream, 128, 1, 0);
    }

    /** Runs one of several subtasks of the operator that made {@code stream}. */
    public static <IN, OUT> OneInputStreamOperatorTestHarness<IN, OUT> of(
            DataStream<OUT> stream, int maxParallelism, int parallelism, int subtaskIndex) {
        return new OneInputStreamOperatorTestHarness<>(
                TestedOperator.of(stream), maxParallelism, parallelism, subtaskIndex);
    }

    /** Processes a record without a timestamp. */
    public void processElement(IN value) throws Exception {
        processElement(new StreamRecord<>(value));
    }

    public void processElement(IN value, long timestamp) throws Exception {
        process(0, value, timestamp);
    }

    public void processElement(StreamRecord<IN> element) throws Exception {
        process(0, element.getValue(), element.getTimestamp());
    }

    public void processElements(Collection<StreamRecord<IN>> elements) throws Exception {
        for (StreamRecord<IN> element : elements) {
            processElement(element);
        }
    }

    public void processWatermark(long watermark) throws Exception {
        watermark(0, watermark);
    }

    public void processWatermark(Watermark watermark) throws Exception {
        processWatermark(watermark.getTimestamp());
    }

    public void processWatermarkStatus(WatermarkStatus status) throws Exception {
        status(0, status);
    }

    public long getCurrentWatermark() {
        return currentWatermark(0);
    }

    public void endInput() throws Exception {
        end(0);
    }
}

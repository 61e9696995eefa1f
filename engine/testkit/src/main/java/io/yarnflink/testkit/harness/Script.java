package io.yarnflink.testkit.harness;

import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import java.util.List;

/** What a verification puts into an operator, step by step. */
record Script(List<Step> steps) {

    /** One thing that happens to the operator. */
    sealed interface Step {}

    /** A record of an input. */
    record Put(int input, Object value, long timestamp) implements Step {}

    /** Time goes on, on one input or, if it is negative, on all. */
    record Pass(int input, long watermark) implements Step {}

    /** An input becomes idle or active, or all do if it is negative. */
    record Turn(int input, WatermarkStatus status) implements Step {}

    /** The clock is moved. */
    record Tick(long processingTime) implements Step {}

    /** All inputs end. */
    record End() implements Step {}
}

package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where an operator's side outputs lead; task thread only. */
public final class SideOutputs {
    private final Function<String, @Nullable Input<Object>> outputs;
    private final List<Input<Object>> inputs;

    /** By the ids of their tags; what is emitted to an id that nobody reads is dropped. */
    public SideOutputs(Map<String, Input<Object>> outputs) {
        this.outputs = Map.copyOf(outputs)::get;
        inputs = List.copyOf(outputs.values());
    }

    /** All lead where {@code outputs} says, by the ids of their tags, and hear of records only. */
    public SideOutputs(Function<String, @Nullable Input<Object>> outputs) {
        this.outputs = outputs;
        inputs = List.of();
    }

    /** Null when nobody reads it. */
    @Nullable
    Input<Object> of(OutputTag<?> tag) {
        return outputs.apply(
                Objects.requireNonNull(tag, "OutputTag must not be null.").getId());
    }

    void watermark(long timestamp) {
        inputs.forEach(input -> input.watermark(timestamp));
    }

    void status(WatermarkStatus status) {
        inputs.forEach(input -> input.status(status));
    }

    void endOfInput() {
        inputs.forEach(Input::endOfInput);
    }
}

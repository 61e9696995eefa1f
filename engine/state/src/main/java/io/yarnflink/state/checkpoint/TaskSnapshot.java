package io.yarnflink.state.checkpoint;

import io.yarnflink.state.OperatorSnapshot;
import java.util.List;

/** All that one task's snapshot holds: its operators' states, and records under way to it when it was not aligned. */
public record TaskSnapshot(List<Part> operators, List<ChannelPart> channels) {
    public TaskSnapshot {
        operators = List.copyOf(operators);
        channels = List.copyOf(channels);
    }

    /** The state of one operator of the task's chain. */
    public record Part(String operatorId, OperatorSnapshot snapshot) {}

    /** What was under way in one channel of one input. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record ChannelPart(int input, int channel, byte[] bytes) {}
}

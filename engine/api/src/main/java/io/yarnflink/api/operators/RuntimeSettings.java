package io.yarnflink.api.operators;

import java.io.Serializable;
import java.util.Map;

/**
 * How an operator runs, beside what it does: variables of its metrics; whether each record is sent at once instead of in
 * batches; whether and how its second input is read before the first.
 */
public record RuntimeSettings(Map<String, String> metricVariables, boolean sendsAtOnce, InputOrder inputOrder)
        implements Serializable {
    public static final RuntimeSettings STANDARD = new RuntimeSettings(Map.of(), false, InputOrder.IN_TURN);

    public RuntimeSettings {
        metricVariables = Map.copyOf(metricVariables);
    }

    /** In which order an operator reads two inputs. */
    public enum InputOrder {
        IN_TURN,
        /** The first input waits where it comes from until the second has ended. */
        SECOND_FIRST,
        /** As {@code SECOND_FIRST}, but what comes meanwhile is kept in memory: who makes the second may wait for it, too. */
        SECOND_FIRST_KEEPING
    }
}

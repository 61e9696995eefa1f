package io.yarnflink.api.eventtime;

import io.yarnflink.api.metrics.MetricGroup;
import java.io.Serializable;
import java.util.Objects;

/** Makes a {@link TimestampAssigner} in each subtask. */
@FunctionalInterface
public interface TimestampAssignerSupplier<T> extends Serializable {
    TimestampAssigner<T> createTimestampAssigner(Context context);

    /** Supplies {@code assigner} itself. */
    static <T> TimestampAssignerSupplier<T> of(SerializableTimestampAssigner<T> assigner) {
        return new SupplierFromSerializableTimestampAssigner<>(assigner);
    }

    /** What an assigner may use. */
    interface Context {
        MetricGroup getMetricGroup();
    }

    /** Supplies one assigner, which travels with the program. */
    class SupplierFromSerializableTimestampAssigner<T> implements TimestampAssignerSupplier<T> {
        private final SerializableTimestampAssigner<T> assigner;

        public SupplierFromSerializableTimestampAssigner(SerializableTimestampAssigner<T> assigner) {
            this.assigner = Objects.requireNonNull(assigner, "timestamp assigner is null");
        }

        @Override
        public TimestampAssigner<T> createTimestampAssigner(Context context) {
            return assigner;
        }
    }
}

package io.yarnflink.api.eventtime;

import java.time.Duration;

/** For timestamps that never go back within one subtask or split. */
public class AscendingTimestampsWatermarks<T> extends BoundedOutOfOrdernessWatermarks<T> {
    public AscendingTimestampsWatermarks() {
        super(Duration.ZERO);
    }
}

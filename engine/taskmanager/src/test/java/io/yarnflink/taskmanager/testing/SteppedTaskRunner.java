package io.yarnflink.taskmanager.testing;

import io.yarnflink.taskmanager.task.TaskRunner;
import java.util.ArrayList;
import java.util.List;

/** Gives turns when the test says so. */
public final class SteppedTaskRunner implements TaskRunner {
    private final List<SteppedLane> lanes = new ArrayList<>();

    @Override
    public Lane lane(String taskName, ClassLoader userCode) {
        SteppedLane lane = new SteppedLane();
        lanes.add(lane);
        return lane;
    }

    public SteppedLane lane(int index) {
        return lanes.get(index);
    }

    /** Lets all tasks work until they idle or end. */
    public void run() {
        lanes.forEach(SteppedLane::run);
    }
}

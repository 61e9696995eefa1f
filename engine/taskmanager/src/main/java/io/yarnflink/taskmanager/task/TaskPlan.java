package io.yarnflink.taskmanager.task;

import io.yarnflink.transport.protocol.SubmitTask;
import java.io.IOException;

/** What a task is to do, and how it gets at what it goes on from. */
public record TaskPlan(SubmitTask description, StateReader state) {
    /** Of a task that begins anew. */
    public static TaskPlan anew(SubmitTask description) {
        return new TaskPlan(description, restore -> {
            throw new IOException("nothing can be restored here");
        });
    }

    SavedState savedState() throws IOException {
        return description.getRestore().hasRemaining() ? state.read(description.getRestore()) : SavedState.NONE;
    }
}

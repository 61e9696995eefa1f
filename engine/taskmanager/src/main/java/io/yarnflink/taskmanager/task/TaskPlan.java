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
        if (!description.getRestore().hasRemaining()) {
            return SavedState.NONE;
        }
        try {
            return state.read(description.getRestore());
        } catch (IOException e) {
            throw new IOException("The state that the task goes on from cannot be read: " + e, e);
        }
    }
}

package io.yarnflink.taskmanager.testing;

import io.yarnflink.taskmanager.task.TakenCheckpoint;
import io.yarnflink.taskmanager.task.TaskListener;
import io.yarnflink.transport.protocol.TaskFailure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Remembers how a task went. */
public final class RecordingListener implements TaskListener {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<TakenCheckpoint> taken = new CopyOnWriteArrayList<>();
    private volatile @Nullable TaskFailure failure;
    private volatile byte[] accumulators = new byte[0];

    /** The checkpoints that were taken. */
    public List<TakenCheckpoint> taken() {
        return taken;
    }

    @Override
    public void ended() {
        events.add("ENDED");
    }

    @Override
    public void checkpointTaken(TakenCheckpoint checkpoint) {
        taken.add(checkpoint);
        events.add("TAKEN " + checkpoint.checkpointId() + (checkpoint.ended() ? " ended" : ""));
    }

    @Override
    public void checkpointDeclined(long checkpointId, String cause) {
        events.add("DECLINED " + checkpointId + ": " + cause);
    }

    public List<String> events() {
        return events;
    }

    /** What the finished task sent for its program. */
    public byte[] accumulators() {
        return accumulators;
    }

    public TaskFailure failure() {
        TaskFailure reported = failure;
        if (reported == null) {
            throw new AssertionError("the task did not fail: " + events);
        }
        return reported;
    }

    @Override
    public void running() {
        events.add("RUNNING");
    }

    @Override
    public void finished(byte[] accumulated) {
        accumulators = accumulated;
        events.add("FINISHED");
    }

    @Override
    public void canceled() {
        events.add("CANCELED");
    }

    @Override
    public void failed(TaskFailure reported) {
        failure = reported;
        events.add("FAILED");
    }
}

package io.yarnflink.jobmanager.checkpoints;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest checkpoints that ended, newest first, and how many there were. The JobMaster's main thread only. */
public final class CheckpointHistory {
    private static final int REMEMBERED = 10;

    private final Deque<CheckpointFigures> latest = new ArrayDeque<>();
    private long completed;
    private long failed;

    void add(CheckpointFigures figures) {
        completed += figures.status() == CheckpointFigures.Status.COMPLETED ? 1 : 0;
        failed += figures.status() == CheckpointFigures.Status.FAILED ? 1 : 0;
        latest.addFirst(figures);
        if (latest.size() > REMEMBERED) {
            latest.removeLast();
        }
    }

    public List<CheckpointFigures> latest() {
        return List.copyOf(latest);
    }

    public long completed() {
        return completed;
    }

    public long failed() {
        return failed;
    }
}

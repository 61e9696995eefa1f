package io.yarnflink.taskmanager.task;

import io.yarnflink.api.connector.source.InputStatus;
import io.yarnflink.taskmanager.operators.PolledSource;
import java.util.List;

/** Feeds a chain from a source. */
final class SourceHead implements Head {
    private final PolledSource source;

    SourceHead(PolledSource source) {
        this.source = source;
    }

    @Override
    public Progress step(Turn turn) {
        source.completeDelays();
        do {
            if (!source.isAvailable()) {
                return Progress.IDLE;
            }
            if (source.poll() == InputStatus.END_OF_INPUT) {
                return Progress.DONE;
            }
        } while (turn.goesOn());
        return Progress.WORKED;
    }

    @Override
    public void duringCheckpoint(Runnable taking) {
        source.duringCheckpoint(taking);
    }

    @Override
    public boolean isSource() {
        return true;
    }

    @Override
    public boolean endEarly() {
        return source.endEarly();
    }

    @Override
    public long idleNanos() {
        return source.idleNanos();
    }

    @Override
    public long recordsIn() {
        return source.records();
    }

    @Override
    public long bytesIn() {
        return 0;
    }

    @Override
    public String position() {
        return source.position();
    }

    @Override
    public void handleSourceEvents(List<byte[]> events) {
        source.handleSourceEvents(events);
    }

    @Override
    public void addSplits(int version, List<byte[]> splits, boolean noMore) {
        source.addSplits(version, splits, noMore);
    }
}

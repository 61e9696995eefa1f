package io.yarnflink.api.functions.source;

import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * As {@link MessageAcknowledgingSourceBase}, for systems that acknowledge by ids of their sessions: to be added to
 * {@link #sessionIds} with each message, while the other id tells whether the message is known.
 */
public abstract class MultipleIdsMessageAcknowledgingSourceBase<T, UId, SessionId>
        extends MessageAcknowledgingSourceBase<T, UId> {
    /** Of the messages since the last checkpoint. */
    protected List<SessionId> sessionIds = new ArrayList<>();

    protected Deque<Tuple2<Long, List<SessionId>>> sessionIdsPerSnapshot = new ArrayDeque<>();

    protected MultipleIdsMessageAcknowledgingSourceBase(Class<UId> idClass) {
        super(idClass);
    }

    protected MultipleIdsMessageAcknowledgingSourceBase(TypeInformation<UId> idTypeInfo) {
        super(idTypeInfo);
    }

    /** Acknowledges messages of this session; those of an earlier one are given and known again. */
    protected abstract void acknowledgeSessionIDs(List<SessionId> sessionIds);

    @Override
    public void open(OpenContext openContext) throws Exception {
        super.open(openContext);
        sessionIds = new ArrayList<>();
        sessionIdsPerSnapshot = new ArrayDeque<>();
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        sessionIdsPerSnapshot.add(Tuple2.of(context.getCheckpointId(), sessionIds));
        sessionIds = new ArrayList<>();
        super.snapshotState(context);
    }

    @Override
    protected final void acknowledgeIDs(long checkpointId, Set<UId> uniqueIds) {
        while (!sessionIdsPerSnapshot.isEmpty() && sessionIdsPerSnapshot.peek().f0 <= checkpointId) {
            acknowledgeSessionIDs(sessionIdsPerSnapshot.remove().f1);
        }
    }

    @Override
    public void close() throws Exception {
        sessionIds.clear();
        sessionIdsPerSnapshot.clear();
        super.close();
    }
}

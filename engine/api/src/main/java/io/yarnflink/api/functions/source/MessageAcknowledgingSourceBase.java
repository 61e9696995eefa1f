package io.yarnflink.api.functions.source;

import io.yarnflink.api.state.CheckpointListener;
import io.yarnflink.api.state.CheckpointedFunction;
import io.yarnflink.api.state.FunctionInitializationContext;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source that acknowledges messages by their ids once a checkpoint is complete that holds them, and so knows a message
 * that it is given again. Ids are added under the checkpoint lock.
 */
public abstract class MessageAcknowledgingSourceBase<T, UId> extends RichSourceFunction<T>
        implements CheckpointedFunction, CheckpointListener {
    private static final Logger LOG = LoggerFactory.getLogger(MessageAcknowledgingSourceBase.class);

    private final TypeInformation<UId> idType;
    private Set<UId> idsForCurrentCheckpoint = new HashSet<>();
    private Set<UId> idsProcessedButNotAcknowledged = new HashSet<>();
    private transient @Nullable ListState<Tuple2<Long, List<UId>>> idsOfCheckpoints;
    /** The ids that wait for checkpoints to be complete, the oldest first. */
    protected ArrayDeque<Tuple2<Long, Set<UId>>> pendingCheckpoints = new ArrayDeque<>();

    protected MessageAcknowledgingSourceBase(Class<UId> idClass) {
        this(TypeInformation.of(idClass));
    }

    protected MessageAcknowledgingSourceBase(TypeInformation<UId> idTypeInfo) {
        idType = Objects.requireNonNull(idTypeInfo, "type of ids is null");
    }

    /** Tells the outside system that these messages need not be given again. */
    protected abstract void acknowledgeIDs(long checkpointId, Set<UId> uIds);

    /** False when the message was emitted before, so that it must not be emitted again. */
    protected boolean addId(UId uid) {
        idsForCurrentCheckpoint.add(uid);
        return idsProcessedButNotAcknowledged.add(uid);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        idsForCurrentCheckpoint = new HashSet<>();
        idsProcessedButNotAcknowledged = new HashSet<>();
        pendingCheckpoints = new ArrayDeque<>();
        ListState<Tuple2<Long, List<UId>>> state = context.getOperatorStateStore()
                .getListState(
                        new ListStateDescriptor<>("ids-of-checkpoints", Types.TUPLE(Types.LONG, Types.LIST(idType))));
        idsOfCheckpoints = state;
        for (Tuple2<Long, List<UId>> checkpoint : state.get()) {
            Set<UId> ids = new HashSet<>(checkpoint.f1);
            pendingCheckpoints.add(Tuple2.of(checkpoint.f0, ids));
            idsProcessedButNotAcknowledged.addAll(ids);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        pendingCheckpoints.addLast(Tuple2.of(context.getCheckpointId(), idsForCurrentCheckpoint));
        idsForCurrentCheckpoint = new HashSet<>();
        List<Tuple2<Long, List<UId>>> saved = new ArrayList<>();
        for (Tuple2<Long, Set<UId>> checkpoint : pendingCheckpoints) {
            saved.add(Tuple2.of(checkpoint.f0, List.copyOf(checkpoint.f1)));
        }
        Objects.requireNonNull(idsOfCheckpoints, "initializeState was not called")
                .update(saved);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        while (!pendingCheckpoints.isEmpty() && pendingCheckpoints.peek().f0 <= checkpointId) {
            Set<UId> ids = pendingCheckpoints.remove().f1;
            acknowledgeIDs(checkpointId, ids);
            idsProcessedButNotAcknowledged.removeAll(ids);
        }
    }

    /** Its messages are acknowledged with the next checkpoint that is complete. */
    @Override
    public void notifyCheckpointAborted(long checkpointId) {
        LOG.debug("checkpoint {} was aborted; {} wait to be acknowledged", checkpointId, pendingCheckpoints.size());
    }

    @Override
    public void close() throws Exception {
        idsForCurrentCheckpoint.clear();
        idsProcessedButNotAcknowledged.clear();
        pendingCheckpoints.clear();
    }
}

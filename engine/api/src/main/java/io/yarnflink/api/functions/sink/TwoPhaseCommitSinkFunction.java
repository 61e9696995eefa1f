package io.yarnflink.api.functions.sink;

import io.yarnflink.api.state.CheckpointListener;
import io.yarnflink.api.state.CheckpointedFunction;
import io.yarnflink.api.state.FunctionInitializationContext;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.time.Clock;
import io.yarnflink.api.time.SystemClock;
import io.yarnflink.api.tuple.Tuple;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.tuple.Tuple3;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.serializers.ListSerializer;
import io.yarnflink.api.typeutils.serializers.LongSerializer;
import io.yarnflink.api.typeutils.serializers.TupleSerializer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sink that writes into transactions of an outside system, one from each checkpoint to the next, and commits each when its
 * checkpoint is complete. After a restore a transaction may be committed once more, and that must change nothing.
 */
public abstract class TwoPhaseCommitSinkFunction<IN, TXN, CONTEXT> extends RichSinkFunction<IN>
        implements CheckpointedFunction, CheckpointListener {
    private static final Logger LOG = LoggerFactory.getLogger(TwoPhaseCommitSinkFunction.class);

    private final TypeSerializer<TXN> transactionSerializer;
    private final TypeSerializer<CONTEXT> contextSerializer;
    private final Clock clock;
    /** By checkpoint; each with the time it began, in milliseconds since the epoch. */
    private final LinkedHashMap<Long, Tuple2<TXN, Long>> pending = new LinkedHashMap<>();

    private long transactionTimeout = Long.MAX_VALUE;
    private double warningRatio = Double.POSITIVE_INFINITY;
    private boolean ignoresFailuresAfterTimeout;
    private boolean finished;
    private transient @Nullable CONTEXT userContext;
    private transient @Nullable Tuple2<TXN, Long> current;
    /** What is open, what is pending and the user's context; one element a subtask. */
    private transient @Nullable ListState<Tuple3<List<Tuple2<TXN, Long>>, List<Tuple2<TXN, Long>>, List<CONTEXT>>>
            state;

    public TwoPhaseCommitSinkFunction(
            TypeSerializer<TXN> transactionSerializer, TypeSerializer<CONTEXT> contextSerializer) {
        this(transactionSerializer, contextSerializer, SystemClock.INSTANCE);
    }

    /** {@code clock} tells the age of transactions and travels with the function. */
    protected TwoPhaseCommitSinkFunction(
            TypeSerializer<TXN> transactionSerializer, TypeSerializer<CONTEXT> contextSerializer, Clock clock) {
        this.transactionSerializer = Objects.requireNonNull(transactionSerializer, "transaction serializer is null");
        this.contextSerializer = Objects.requireNonNull(contextSerializer, "context serializer is null");
        this.clock = Objects.requireNonNull(clock, "clock is null");
    }

    protected abstract TXN beginTransaction() throws Exception;

    /** Writes a record into the open transaction. */
    protected abstract void invoke(TXN transaction, IN value, Context context) throws Exception;

    /** Makes durable what was written, so that {@link #commit} can only succeed; nothing more is written. */
    protected abstract void preCommit(TXN transaction) throws Exception;

    /** Makes visible what was written; when it fails, the task fails and commits again after its restore. */
    protected abstract void commit(TXN transaction);

    protected abstract void abort(TXN transaction);

    /** Commits what the restored checkpoint had made ready, perhaps for the second time. */
    protected void recoverAndCommit(TXN transaction) {
        commit(transaction);
    }

    /** Aborts what was open at the restored checkpoint. */
    protected void recoverAndAbort(TXN transaction) {
        abort(transaction);
    }

    /** Called for a restored user context, when its transactions have been committed and aborted. */
    protected void finishRecoveringContext(Collection<TXN> handledTransactions) {}

    /** What the subtask keeps beside its transactions, where it restores none. */
    protected Optional<CONTEXT> initializeUserContext() {
        return Optional.empty();
    }

    protected Optional<CONTEXT> getUserContext() {
        return Optional.ofNullable(userContext);
    }

    /** The open transaction; null before the state is initialized and after the last checkpoint. */
    protected @Nullable TXN currentTransaction() {
        return current == null ? null : current.f0;
    }

    /** What waits for its checkpoint to be complete, with the checkpoint's id. */
    protected Stream<Map.Entry<Long, TXN>> pendingTransactions() {
        return pending.entrySet().stream().map(entry -> Map.entry(entry.getKey(), entry.getValue().f0));
    }

    /** After so many milliseconds the outside system lets go of a transaction. */
    protected TwoPhaseCommitSinkFunction<IN, TXN, CONTEXT> setTransactionTimeout(long transactionTimeout) {
        if (transactionTimeout < 0) {
            throw new IllegalArgumentException(
                    "the transaction timeout must not be negative, was " + transactionTimeout + " ms");
        }
        this.transactionTimeout = transactionTimeout;
        return this;
    }

    /**
     * A restore goes on, and loses records, where a transaction cannot be committed that is older than its timeout: for
     * jobs that could not be restored at all otherwise. The loss is logged.
     */
    protected TwoPhaseCommitSinkFunction<IN, TXN, CONTEXT> ignoreFailuresAfterTransactionTimeout() {
        ignoresFailuresAfterTimeout = true;
        return this;
    }

    /** Warns at the commit of a transaction that is older than this part of its timeout, from 0 to 1. */
    protected TwoPhaseCommitSinkFunction<IN, TXN, CONTEXT> enableTransactionTimeoutWarnings(double warningRatio) {
        if (!(warningRatio >= 0 && warningRatio <= 1)) {
            throw new IllegalArgumentException("the warning ratio lies in 0 to 1, " + warningRatio + " does not");
        }
        this.warningRatio = warningRatio;
        return this;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        TypeSerializer<List<Tuple2<TXN, Long>>> transactions =
                new ListSerializer<>(tuples(Tuple2.class, transactionSerializer, LongSerializer.INSTANCE));
        state = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>(
                        "transactions",
                        tuples(Tuple3.class, transactions, transactions, new ListSerializer<>(contextSerializer))));
        if (context.isRestored()) {
            for (Tuple3<List<Tuple2<TXN, Long>>, List<Tuple2<TXN, Long>>, List<CONTEXT>> saved : state.get()) {
                recover(saved.f0, saved.f1, saved.f2);
            }
        }
        if (userContext == null) {
            userContext = initializeUserContext().orElse(null);
        }
        begin();
    }

    @SuppressWarnings("unchecked") // The fields' serializers say of what type they are.
    private static <T extends Tuple> TypeSerializer<T> tuples(Class<?> tupleClass, TypeSerializer<?>... fields) {
        return new TupleSerializer<>((Class<T>) tupleClass, fields);
    }

    private void recover(List<Tuple2<TXN, Long>> open, List<Tuple2<TXN, Long>> ready, List<CONTEXT> contexts) {
        if (!contexts.isEmpty()) {
            userContext = contexts.get(0);
        }
        List<TXN> handled = new ArrayList<>();
        for (Tuple2<TXN, Long> transaction : ready) {
            recoverAndCommit(transaction);
            handled.add(transaction.f0);
        }
        for (Tuple2<TXN, Long> transaction : open) {
            recoverAndAbort(transaction.f0);
            handled.add(transaction.f0);
        }
        if (!contexts.isEmpty()) {
            finishRecoveringContext(handled);
        }
    }

    private void recoverAndCommit(Tuple2<TXN, Long> transaction) {
        warnOfAge(transaction);
        try {
            recoverAndCommit(transaction.f0);
        } catch (RuntimeException e) {
            if (!ignoresFailuresAfterTimeout || age(transaction) <= transactionTimeout) {
                throw e;
            }
            LOG.error(
                    "transaction {} is lost with its records: it is {} ms old, and the timeout is {} ms",
                    transaction.f0,
                    age(transaction),
                    transactionTimeout,
                    e);
        }
    }

    private void begin() throws Exception {
        TXN transaction = beginTransaction();
        current = Tuple2.of(transaction, clock.wallMillis());
        LOG.debug("transaction {} began", transaction);
    }

    /** Writes a record without a time. */
    @Override
    public final void invoke(IN value) throws Exception {
        invoke(value, new Timeless(clock));
    }

    @Override
    public final void invoke(IN value, Context context) throws Exception {
        if (current == null) {
            throw new IllegalStateException(getClass().getSimpleName()
                    + " has no open transaction to write into: it is not initialized, or has finished");
        }
        invoke(current.f0, value, context);
    }

    /** What a record is written with when nothing is known about it. */
    private record Timeless(Clock clock) implements Context {
        @Override
        public long currentProcessingTime() {
            return clock.wallMillis();
        }

        @Override
        public long currentWatermark() {
            return Long.MIN_VALUE;
        }

        @Override
        public @Nullable Long timestamp() {
            return null;
        }
    }

    /** No transaction begins any more; the open one is made ready and committed with the last checkpoint. */
    @Override
    public final void finish() throws Exception {
        finished = true;
        finishProcessing(currentTransaction());
    }

    /** Writes what is still held back into the last transaction. */
    protected void finishProcessing(@Nullable TXN transaction) {}

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        if (current != null) {
            preCommit(current.f0);
            LOG.debug("checkpoint {} holds transaction {}", context.getCheckpointId(), current.f0);
            pending.put(context.getCheckpointId(), current);
            current = null;
        }
        if (!finished) {
            begin();
        }
        Objects.requireNonNull(state, "initializeState was not called")
                .update(List.of(Tuple3.of(
                        current == null ? List.of() : List.of(current),
                        List.copyOf(pending.values()),
                        userContext == null ? List.of() : List.of(userContext))));
    }

    /** Commits all that waits for this checkpoint or an earlier one, and then fails if one of them did. */
    @Override
    public final void notifyCheckpointComplete(long checkpointId) throws Exception {
        RuntimeException failure = null;
        Iterator<Map.Entry<Long, Tuple2<TXN, Long>>> waiting =
                pending.entrySet().iterator();
        while (waiting.hasNext()) {
            Map.Entry<Long, Tuple2<TXN, Long>> next = waiting.next();
            if (next.getKey() <= checkpointId) {
                Tuple2<TXN, Long> transaction = next.getValue();
                warnOfAge(transaction);
                waiting.remove();
                try {
                    commit(transaction.f0);
                } catch (RuntimeException e) {
                    if (failure == null) {
                        failure = new IllegalStateException(
                                "transaction " + transaction.f0 + " of checkpoint " + next.getKey()
                                        + " cannot be committed: " + e.getMessage(),
                                e);
                    } else {
                        failure.addSuppressed(e);
                    }
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** What waited for this checkpoint is committed with the next one that is complete. */
    @Override
    public void notifyCheckpointAborted(long checkpointId) {
        LOG.debug("checkpoint {} was aborted; {} transactions wait for the next one", checkpointId, pending.size());
    }

    /** Aborts the open transaction; those of checkpoints are left for a restore to commit. */
    @Override
    public void close() throws Exception {
        Tuple2<TXN, Long> open = current;
        if (open != null) {
            current = null;
            abort(open.f0);
        }
    }

    private long age(Tuple2<TXN, Long> transaction) {
        return clock.wallMillis() - transaction.f1;
    }

    private void warnOfAge(Tuple2<TXN, Long> transaction) {
        if (age(transaction) > transactionTimeout * warningRatio) {
            LOG.warn(
                    "transaction {} is {} ms old, close to or beyond its timeout of {} ms; checkpoints must come faster",
                    transaction.f0,
                    age(transaction),
                    transactionTimeout);
        }
    }
}

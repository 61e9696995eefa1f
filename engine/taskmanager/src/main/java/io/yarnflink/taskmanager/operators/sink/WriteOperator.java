package io.yarnflink.taskmanager.operators.sink;

import io.yarnflink.api.connector.sink.CommittingSinkWriter;
import io.yarnflink.api.connector.sink.SinkWriter;
import io.yarnflink.api.connector.sink.StatefulSinkWriter;
import io.yarnflink.api.connector.sink.SupportsCommitter;
import io.yarnflink.api.connector.sink.SupportsWriterState;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.io.SimpleVersionedSerialization;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.typeinfo.PrimitiveArrayTypeInfo;
import io.yarnflink.taskmanager.chain.FailureKind;
import io.yarnflink.taskmanager.chain.Operator;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.OperatorException;
import io.yarnflink.taskmanager.chain.ProcessingTimed;
import io.yarnflink.taskmanager.exchange.Outlet;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import io.yarnflink.taskmanager.operators.NoOutput;
import io.yarnflink.taskmanager.operators.RecordTimes;
import io.yarnflink.transport.protocol.PreparedCommit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes records through a sink's writer; the task ends after the JobMaster has all that is to be committed. */
public final class WriteOperator<T> extends Operator<T, Void> implements SinkWriter.Context, Outlet, ProcessingTimed {
    private static final String OWN_STATE = "writer";

    private final OperatorDescriptor.Write<T> descriptor;
    private final ProcessingTimers timers;
    private final WriterMailbox mailbox;
    private final CommitOffers offers;
    private @Nullable SinkWriter<T> writer;
    private long timestamp = RecordBatch.NO_TIMESTAMP;
    private long watermark = Long.MIN_VALUE;
    private boolean ended;
    private boolean preparedAtEnd;

    public WriteOperator(OperatorContext context, OperatorDescriptor.Write<T> descriptor) {
        super(context, NoOutput.INSTANCE);
        this.descriptor = descriptor;
        timers = new ProcessingTimers(context.environment().process().clock());
        mailbox = new WriterMailbox(context.environment(), timers);
        offers = new CommitOffers(descriptor.sinkId(), context.environment());
    }

    @Override
    public void open() {
        try {
            writer = createWriter(new WriterContext(context, descriptor.type(), mailbox, timers));
        } catch (Throwable e) {
            throw sinkFailed(e);
        }
    }

    private SinkWriter<T> createWriter(WriterContext init) throws Exception {
        if (context.isRestored() && descriptor.sink() instanceof SupportsWriterState<?, ?> stateful) {
            return restored(stateful, init);
        }
        return descriptor.sink().createWriter(init);
    }

    @SuppressWarnings("unchecked") // The sink writes the records that it is given.
    private <S> SinkWriter<T> restored(SupportsWriterState<?, S> sink, WriterContext init) throws Exception {
        List<S> recovered = new ArrayList<>(read(sink, writerStates(OWN_STATE)));
        if (sink instanceof SupportsWriterState.WithCompatibleState other) {
            for (String name : other.getCompatibleWriterStateNames()) {
                ListState<byte[]> states = writerStates(name);
                recovered.addAll(read(sink, states));
                // The writer has it from now on, and a second restore must not give it again.
                states.clear();
            }
        }
        return (SinkWriter<T>) sink.restoreWriter(init, recovered);
    }

    private static <S> List<S> read(SupportsWriterState<?, S> sink, ListState<byte[]> states) throws Exception {
        List<S> read = new ArrayList<>();
        for (byte[] state : states.get()) {
            read.add(SimpleVersionedSerialization.readVersionAndDeSerialize(sink.getWriterStateSerializer(), state));
        }
        return read;
    }

    /** What a writer buffers is in no state: it has to be out before the snapshot. */
    @Override
    public void beforeBarrier(long checkpointId, Consumer<PreparedCommit> prepared) {
        try {
            if (!ended) {
                writer().flush(false);
            }
            Prepared committables = ended && preparedAtEnd ? new Prepared(0, List.of()) : prepareCommit();
            preparedAtEnd = ended;
            if (!committables.serialized().isEmpty()) {
                prepared.accept(new PreparedCommit(
                        descriptor.sinkId(), checkpointId, committables.version(), committables.serialized()));
            }
        } catch (Throwable e) {
            throw sinkFailed(e);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // A writer's state is what its sink's serializer writes.
    public void snapshotState(FunctionSnapshotContext checkpoint) {
        if (descriptor.sink() instanceof SupportsWriterState<?, ?> sink
                && writer instanceof StatefulSinkWriter<?, ?> stateful) {
            try {
                SimpleVersionedSerializer<Object> serializer =
                        (SimpleVersionedSerializer<Object>) sink.getWriterStateSerializer();
                List<byte[]> states = new ArrayList<>();
                for (Object state : stateful.snapshotState(checkpoint.getCheckpointId())) {
                    states.add(SimpleVersionedSerialization.writeVersionAndSerialize(serializer, state));
                }
                writerStates(OWN_STATE).update(states);
            } catch (Throwable e) {
                throw sinkFailed(e);
            }
        }
    }

    private ListState<byte[]> writerStates(String name) throws IOException {
        return context.operatorState()
                .getListState(new ListStateDescriptor<>(name, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    public void process(T value, long recordTimestamp) {
        timestamp = recordTimestamp;
        try {
            writer().write(value, this);
        } catch (Throwable e) {
            throw sinkFailed(e);
        }
    }

    @Override
    public void watermark(long newWatermark) {
        watermark = newWatermark;
        try {
            writer().writeWatermark(new Watermark(newWatermark));
        } catch (Throwable e) {
            throw sinkFailed(e);
        }
    }

    @Override
    public void endOfInput() {
        ended = true;
        try {
            writer().flush(true);
        } catch (Throwable e) {
            throw sinkFailed(e);
        }
    }

    @Override
    public void commitAtEnd(List<PreparedCommit> uncommitted) {
        try {
            for (PreparedCommit earlier : uncommitted) {
                if (earlier.getSinkId().equals(descriptor.sinkId())) {
                    earlier.getCommittables().forEach(committable -> offers.add(earlier.getVersion(), committable));
                }
            }
            Prepared prepared = prepareCommit();
            prepared.serialized().forEach(committable -> offers.add(prepared.version(), committable));
        } catch (Throwable e) {
            throw sinkFailed(e);
        }
    }

    /** What is to be committed, and which version of its serializer wrote it. */
    private record Prepared(int version, List<ByteBuffer> serialized) {}

    @SuppressWarnings("unchecked") // What a writer prepares is what its sink's serializer writes.
    private Prepared prepareCommit() throws IOException, InterruptedException {
        List<ByteBuffer> serialized = new ArrayList<>();
        if (!(descriptor.sink() instanceof SupportsCommitter<?> sink)) {
            return new Prepared(0, serialized);
        }
        if (!(writer instanceof CommittingSinkWriter<?, ?> committing)) {
            throw new IllegalStateException(descriptor.sink().getClass().getName()
                    + " has a committer, but its writer " + writer().getClass().getName()
                    + " prepares nothing for it: it must be a CommittingSinkWriter");
        }
        SimpleVersionedSerializer<Object> serializer =
                (SimpleVersionedSerializer<Object>) sink.getCommittableSerializer();
        for (Object committable : committing.prepareCommit()) {
            serialized.add(ByteBuffer.wrap(serializer.serialize(committable)));
        }
        return new Prepared(serializer.getVersion(), serialized);
    }

    @Override
    public long nextProcessingTime() {
        return timers.next();
    }

    @Override
    public void advanceProcessingTime(long now) {
        try {
            timers.advance(now);
        } catch (Throwable e) {
            throw sinkFailed(e);
        }
    }

    @Override
    public void close() {
        mailbox.close();
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (Throwable e) {
            throw sinkFailed(e);
        }
    }

    private SinkWriter<T> writer() {
        if (writer == null) {
            throw new IllegalStateException("the writer is not open");
        }
        return writer;
    }

    private RuntimeException sinkFailed(Throwable cause) {
        return new OperatorException(operatorName(), FailureKind.CONNECTOR, cause);
    }

    @Override
    public long currentWatermark() {
        return watermark;
    }

    @Override
    public @Nullable Long timestamp() {
        return RecordTimes.orNull(timestamp);
    }

    @Override
    public boolean drain() {
        try {
            mailbox.runAll();
        } catch (Throwable e) {
            throw sinkFailed(e);
        }
        return offers.drain();
    }
}

package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.connector.source.InputStatus;
import io.yarnflink.api.connector.source.PositionAware;
import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.connector.source.SourceEvent;
import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceSplit;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.typeinfo.PrimitiveArrayTypeInfo;
import io.yarnflink.taskmanager.chain.FailureKind;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.OperatorException;
import io.yarnflink.taskmanager.chain.ProcessingTimed;
import io.yarnflink.taskmanager.operators.time.SourceAlignment;
import io.yarnflink.taskmanager.operators.time.TimedSourceOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads a source's splits; the head of a chain that has no input. */
public final class SourceOperator<T, S extends SourceSplit> implements PolledSource, ProcessingTimed {
    private final OperatorContext context;
    private final Source<T, S, ?> source;
    private final Input<T> output;
    private final TimedSourceOutput<T> emitter;
    private final SourceAlignment alignment;
    private final ReaderContext readerContext;
    private @Nullable SourceReader<T, S> reader;
    private @Nullable CompletableFuture<Void> awaited;

    @SuppressWarnings("unchecked") // Splits are what the source's own serializer makes them.
    public SourceOperator(OperatorContext context, OperatorDescriptor.SourceRead<T> descriptor, Input<T> output) {
        this.context = context;
        source = (Source<T, S, ?>) descriptor.source();
        this.output = output;
        readerContext = new ReaderContext(context);
        try {
            emitter = new TimedSourceOutput<>(context, descriptor.watermarks(), output);
            alignment = new SourceAlignment(
                    descriptor.watermarks().getAlignmentParameters(), context.environment(), emitter);
        } catch (Throwable e) {
            throw new OperatorException(operatorName(), FailureKind.USER_CODE, e);
        }
    }

    @Override
    public OperatorContext context() {
        return context;
    }

    @Override
    public void open() {
        try {
            SourceReader<T, S> created = source.createReader(readerContext);
            reader = created;
            restoreSplits();
            // Ready first, so that the enumerator knows the reader when its first request for a split comes.
            context.environment().gateway().readerReady();
            created.start();
        } catch (Throwable e) {
            throw sourceFailed(e);
        }
    }

    private void restoreSplits() throws Exception {
        List<S> restored = new ArrayList<>();
        for (byte[] split : splits().get()) {
            ByteBuffer versioned = ByteBuffer.wrap(split);
            int version = versioned.getInt();
            byte[] bytes = new byte[versioned.remaining()];
            versioned.get(bytes);
            restored.add(source.getSplitSerializer().deserialize(version, bytes));
        }
        if (!restored.isEmpty()) {
            reader().addSplits(restored);
        }
    }

    /** Keeps how far each split was read. */
    @Override
    public void snapshotState(FunctionSnapshotContext checkpoint) {
        try {
            SimpleVersionedSerializer<S> serializer = source.getSplitSerializer();
            List<byte[]> written = new ArrayList<>();
            for (S split : reader().snapshotState(checkpoint.getCheckpointId())) {
                byte[] bytes = serializer.serialize(split);
                written.add(ByteBuffer.allocate(Integer.BYTES + bytes.length)
                        .putInt(serializer.getVersion())
                        .put(bytes)
                        .array());
            }
            splits().update(written);
        } catch (Throwable e) {
            throw sourceFailed(e);
        }
    }

    @Override
    public void checkpointCompleted(long checkpointId) {
        try {
            reader().notifyCheckpointComplete(checkpointId);
        } catch (Throwable e) {
            throw sourceFailed(e);
        }
    }

    @Override
    public void checkpointAborted(long checkpointId) {
        try {
            reader().notifyCheckpointAborted(checkpointId);
        } catch (Throwable e) {
            throw sourceFailed(e);
        }
    }

    private ListState<byte[]> splits() throws IOException {
        return context.operatorState()
                .getListState(
                        new ListStateDescriptor<>("splits", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    public InputStatus poll() {
        InputStatus status;
        try {
            status = reader().pollNext(emitter);
        } catch (Throwable e) {
            throw sourceFailed(e);
        }
        context.emissions().check();
        if (status == InputStatus.END_OF_INPUT) {
            endEarly();
        }
        return status;
    }

    @Override
    public boolean endEarly() {
        output.watermark(Long.MAX_VALUE);
        output.endOfInput();
        return true;
    }

    @Override
    public boolean isAvailable() {
        if (holdsBack()) {
            return false;
        }
        CompletableFuture<Void> available = reader().isAvailable();
        if (available.isDone()) {
            return true;
        }
        if (available != awaited) {
            awaited = available;
            available.whenComplete(
                    (done, failure) -> context.environment().turns().wake());
            // It may have completed between the two looks.
            return available.isDone();
        }
        return false;
    }

    private boolean holdsBack() {
        try {
            return alignment.holdsBack(reader()::pauseOrResumeSplits);
        } catch (Throwable e) {
            throw sourceFailed(e);
        }
    }

    @Override
    public void addSplits(int version, List<byte[]> serialized, boolean noMore) {
        try {
            SimpleVersionedSerializer<S> serializer = source.getSplitSerializer();
            List<S> splits = new ArrayList<>(serialized.size());
            for (byte[] bytes : serialized) {
                splits.add(serializer.deserialize(version, bytes));
            }
            if (!splits.isEmpty()) {
                reader().addSplits(splits);
            }
            if (noMore) {
                reader().notifyNoMoreSplits();
            }
        } catch (Throwable e) {
            throw sourceFailed(e);
        }
    }

    @Override
    public void handleSourceEvents(List<byte[]> serialized) {
        try {
            for (byte[] event : serialized) {
                reader().handleSourceEvents(UserCode.deserialize(
                        event, context.environment().userCode(), SourceEvent.class));
            }
        } catch (Throwable e) {
            throw sourceFailed(e);
        }
    }

    @Override
    public long records() {
        return emitter.records();
    }

    @Override
    public String position() {
        return reader instanceof PositionAware aware ? aware.currentPosition() : "";
    }

    @Override
    public void completeDelays() {
        readerContext.completeDelays();
    }

    @Override
    public long idleNanos() {
        return readerContext.idleNanos();
    }

    @Override
    public void close() {
        try {
            if (reader != null) {
                reader.close();
            }
        } catch (Throwable e) {
            throw sourceFailed(e);
        }
    }

    private SourceReader<T, S> reader() {
        if (reader == null) {
            throw new IllegalStateException("the reader is not open");
        }
        return reader;
    }

    private RuntimeException sourceFailed(Throwable cause) {
        context.emissions().check();
        return new OperatorException(operatorName(), FailureKind.CONNECTOR, cause);
    }

    @Override
    public long nextProcessingTime() {
        return Math.min(emitter.nextEmission(), alignment.nextReport());
    }

    @Override
    public void advanceProcessingTime(long now) {
        try {
            emitter.emitDue(now);
            alignment.reportDue(now);
        } catch (Throwable e) {
            context.emissions().check();
            throw new OperatorException(operatorName(), FailureKind.USER_CODE, e);
        }
    }
}

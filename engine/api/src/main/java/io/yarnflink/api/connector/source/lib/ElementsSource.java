package io.yarnflink.api.connector.source.lib;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.connector.source.Boundedness;
import io.yarnflink.api.connector.source.ReaderOutput;
import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.connector.source.SourceSplit;
import io.yarnflink.api.connector.source.SplitEnumerator;
import io.yarnflink.api.connector.source.SplitEnumeratorContext;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.ResultTypeQueryable;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Elements of the program itself, which travel with it in their serialized form; one reader gets them all, in order. */
public final class ElementsSource<T>
        implements Source<T, ElementsSource.ElementsSplit, Collection<ElementsSource.ElementsSplit>>,
                ResultTypeQueryable<T> {
    private static final long EMITTED_AT_ONCE = 256;

    private final TypeInformation<T> type;
    private final TypeSerializer<T> serializer;
    private final int count;
    private final byte[] elements;

    public ElementsSource(Collection<T> elements, TypeInformation<T> type, ExecutionConfig config) {
        this.type = requireNonNull(type, "type is null");
        serializer = type.createSerializer(config);
        count = elements.size();
        ByteArrayOutputView bytes = new ByteArrayOutputView();
        int index = 0;
        for (T element : elements) {
            write(element, index, bytes);
            index++;
        }
        this.elements = bytes.toByteArray();
    }

    private void write(T element, int index, ByteArrayOutputView target) {
        if (element == null) {
            throw new IllegalArgumentException("element " + index + " is null: elements of a stream cannot be null");
        }
        if (!type.getTypeClass().isInstance(element)) {
            throw new IllegalArgumentException("element " + index + " is a "
                    + element.getClass().getName() + ", but the stream's type is " + type
                    + ": give all elements this type, or name their common type when making the stream");
        }
        try {
            serializer.serialize(element, target);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "element " + index + " cannot be serialized as " + type + ": " + e.getMessage(), e);
        }
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return type;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<ElementsSplit, Collection<ElementsSplit>> createEnumerator(
            SplitEnumeratorContext<ElementsSplit> enumContext) {
        return new SplitQueueEnumerator<>(enumContext, List.of(new ElementsSplit("0", 0, 0)));
    }

    @Override
    public SplitEnumerator<ElementsSplit, Collection<ElementsSplit>> restoreEnumerator(
            SplitEnumeratorContext<ElementsSplit> enumContext, Collection<ElementsSplit> checkpoint) {
        return new SplitQueueEnumerator<>(enumContext, checkpoint);
    }

    @Override
    public SourceReader<T, ElementsSplit> createReader(SourceReaderContext readerContext) {
        TypeSerializer<T> own = serializer.duplicate();
        ByteArrayInputView bytes = new ByteArrayInputView(elements);
        return new SplitQueueReader<>(readerContext, (split, output) -> emitSome(split, own, bytes, output));
    }

    @Override
    public SimpleVersionedSerializer<ElementsSplit> getSplitSerializer() {
        return new SplitSerializer<>(
                ElementsSplit::emitted,
                ElementsSplit::position,
                (splitId, emitted, position) -> new ElementsSplit(splitId, emitted, Math.toIntExact(position)));
    }

    @Override
    public SimpleVersionedSerializer<Collection<ElementsSplit>> getEnumeratorCheckpointSerializer() {
        return new SplitListSerializer<>(getSplitSerializer());
    }

    private Optional<ElementsSplit> emitSome(
            ElementsSplit split, TypeSerializer<T> own, ByteArrayInputView bytes, ReaderOutput<T> output)
            throws IOException {
        bytes.position(split.position);
        long end = Math.min(count, split.emitted + EMITTED_AT_ONCE);
        for (long i = split.emitted; i < end; i++) {
            output.collect(own.deserialize(bytes));
        }
        return end == count ? Optional.empty() : Optional.of(new ElementsSplit(split.splitId, end, bytes.position()));
    }

    /** How many elements were emitted, and where the next one begins. */
    public record ElementsSplit(String splitId, long emitted, int position) implements SourceSplit {}
}

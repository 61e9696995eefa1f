package io.yarnflink.api.functions.source;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.operators.OutputTypeConfigurable;
import io.yarnflink.api.state.CheckpointedFunction;
import io.yarnflink.api.state.FunctionInitializationContext;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.typeinfo.BasicTypeInfo;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeExtractor;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Emits elements that the program brings along; after a restore those that were not emitted before. */
public class FromElementsFunction<T> implements SourceFunction<T>, CheckpointedFunction, OutputTypeConfigurable<T> {
    private final int numElements;
    /** As the program gave them; only there. */
    private final transient @Nullable List<T> elements;

    private @Nullable TypeSerializer<T> serializer;
    private byte @Nullable [] serialized;
    private volatile int numElementsEmitted;
    private transient @Nullable ListState<Integer> emittedState;
    private volatile boolean cancelled;

    @SafeVarargs
    @SuppressWarnings("varargs") // The elements are only read.
    public FromElementsFunction(T... elements) {
        this(Arrays.asList(elements));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // The elements are only read.
    public FromElementsFunction(TypeSerializer<T> serializer, T... elements) throws IOException {
        this(serializer, Arrays.asList(elements));
    }

    /** The elements are written as {@link #setOutputType} says, or as the class of the first one does. */
    public FromElementsFunction(Iterable<T> elements) {
        this.elements = listOf(elements);
        numElements = this.elements.size();
    }

    public FromElementsFunction(TypeSerializer<T> serializer, Iterable<T> elements) throws IOException {
        this(elements);
        this.serializer = Objects.requireNonNull(serializer, "serializer is null");
        serialized = write(listOf(elements), serializer);
    }

    private static <T> List<T> listOf(Iterable<T> elements) {
        List<T> list = new ArrayList<>();
        for (T element : Objects.requireNonNull(elements, "elements are null")) {
            if (element == null) {
                throw new IllegalArgumentException(
                        "element " + list.size() + " is null: elements of a stream cannot be null");
            }
            list.add(element);
        }
        return list;
    }

    private static <T> byte[] write(List<T> elements, TypeSerializer<T> serializer) throws IOException {
        ByteArrayOutputView out = new ByteArrayOutputView();
        for (T element : elements) {
            try {
                serializer.serialize(element, out);
            } catch (IOException | RuntimeException e) {
                throw new IOException("element " + element + " cannot be written: " + e.getMessage(), e);
            }
        }
        return out.toByteArray();
    }

    /** Said before the program is executed; a serializer that was given itself stays. */
    @Override
    public void setOutputType(TypeInformation<T> outTypeInfo, ExecutionConfig executionConfig) {
        if (serialized == null && elements != null) {
            serializeWith(outTypeInfo.createSerializer(executionConfig), elements);
        }
    }

    private void serializeWith(TypeSerializer<T> chosen, List<T> given) {
        try {
            serialized = write(given, chosen);
            serializer = chosen;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Whoever takes the function along takes its elements as bytes. */
    private void ensureSerialized() {
        if (serialized == null && elements != null && !elements.isEmpty()) {
            serializeWith(
                    TypeExtractor.getForObject(elements.get(0)).createSerializer(new ExecutionConfig()), elements);
        }
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        ensureSerialized();
        out.defaultWriteObject();
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        ListState<Integer> state = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("emitted", BasicTypeInfo.INT_TYPE_INFO));
        emittedState = state;
        for (int emitted : state.get()) {
            numElementsEmitted = emitted;
        }
    }

    @Override
    public void run(SourceContext<T> ctx) throws Exception {
        ensureSerialized();
        if (serialized == null || serializer == null) {
            return;
        }
        ByteArrayInputView in = new ByteArrayInputView(serialized);
        for (int i = 0; i < numElementsEmitted; i++) {
            read(in, serializer, i);
        }
        while (!cancelled && numElementsEmitted < numElements) {
            T next = read(in, serializer, numElementsEmitted);
            synchronized (ctx.getCheckpointLock()) {
                ctx.collect(next);
                numElementsEmitted++;
            }
        }
    }

    private static <T> T read(ByteArrayInputView in, TypeSerializer<T> serializer, int index) throws IOException {
        try {
            return serializer.deserialize(in);
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    "element " + index + " cannot be read: " + e + "; does its serializer, "
                            + serializer.getClass().getName() + ", read what it writes?",
                    e);
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        Objects.requireNonNull(emittedState, "initializeState was not called").update(List.of(numElementsEmitted));
    }

    public int getNumElements() {
        return numElements;
    }

    public int getNumElementsEmitted() {
        return numElementsEmitted;
    }

    /** Fails when an element is null or not of that class. */
    public static <OUT> void checkCollection(Collection<OUT> elements, Class<OUT> viewedAs) {
        for (Object element : elements) {
            if (element == null) {
                throw new IllegalArgumentException("The collection contains a null element");
            }
            if (!viewedAs.isInstance(element)) {
                throw new IllegalArgumentException("The elements in the collection are not all subclasses of "
                        + viewedAs.getCanonicalName() + ": " + element + " is a "
                        + element.getClass().getName());
            }
        }
    }
}

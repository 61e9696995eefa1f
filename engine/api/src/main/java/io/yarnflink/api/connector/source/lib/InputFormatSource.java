package io.yarnflink.api.connector.source.lib;

import io.yarnflink.api.common.io.FileInputFormat;
import io.yarnflink.api.common.io.InputFormat;
import io.yarnflink.api.connector.source.Boundedness;
import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.connector.source.SplitEnumerator;
import io.yarnflink.api.connector.source.SplitEnumeratorContext;
import io.yarnflink.api.fs.FileInputSplit;
import io.yarnflink.api.io.InputSplit;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what an {@link InputFormat} reads: its splits are made in one place and handed out one at a time. */
public final class InputFormatSource<T, S extends InputSplit>
        implements Source<T, InputFormatSplit<S>, InputFormatProgress<S>> {
    private final InputFormat<T, S> format;
    private final TypeSerializer<T> serializer;
    private final @Nullable Duration discovery;

    private InputFormatSource(InputFormat<T, S> format, TypeSerializer<T> serializer, @Nullable Duration discovery) {
        this.format = Objects.requireNonNull(format, "input format is null");
        this.serializer = serializer;
        this.discovery = discovery;
    }

    /** Reads the splits that there are when the job starts. */
    public static <T, S extends InputSplit> InputFormatSource<T, S> once(
            InputFormat<T, S> format, TypeSerializer<T> serializer) {
        return new InputFormatSource<>(format, serializer, null);
    }

    /** Looks for files that often, for ever; a file that is new or has changed is read whole. */
    public static <T> InputFormatSource<T, FileInputSplit> continuously(
            FileInputFormat<T> format, TypeSerializer<T> serializer, Duration discovery) {
        return new InputFormatSource<>(format, serializer, discovery);
    }

    @Override
    public Boundedness getBoundedness() {
        return discovery == null ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<InputFormatSplit<S>, InputFormatProgress<S>> createEnumerator(
            SplitEnumeratorContext<InputFormatSplit<S>> context) {
        return new InputFormatEnumerator<>(context, format, discovery);
    }

    @Override
    public SplitEnumerator<InputFormatSplit<S>, InputFormatProgress<S>> restoreEnumerator(
            SplitEnumeratorContext<InputFormatSplit<S>> context, InputFormatProgress<S> checkpoint) {
        return new InputFormatEnumerator<>(context, format, discovery).restored(checkpoint);
    }

    @Override
    public SourceReader<T, InputFormatSplit<S>> createReader(SourceReaderContext context) {
        return new InputFormatReader<>(context, format, serializer.createInstance());
    }

    @Override
    public SimpleVersionedSerializer<InputFormatSplit<S>> getSplitSerializer() {
        return new JavaSerialized<>(InputFormatSplit.class, format.getClass().getClassLoader());
    }

    @Override
    public SimpleVersionedSerializer<InputFormatProgress<S>> getEnumeratorCheckpointSerializer() {
        return new JavaSerialized<>(InputFormatProgress.class, format.getClass().getClassLoader());
    }

    /** Splits are objects of the format's, which only Java knows to serialize. */
    private static final class JavaSerialized<E> implements SimpleVersionedSerializer<E> {
        private static final int VERSION = 1;
        private final Class<?> type;
        private final ClassLoader loader;

        JavaSerialized(Class<?> type, ClassLoader loader) {
            this.type = type;
            this.loader = loader;
        }

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(E object) {
            return UserCode.serialize(object, "A split of an input format");
        }

        @Override
        @SuppressWarnings("unchecked") // It is what this serializer wrote.
        public E deserialize(int version, byte[] serialized) throws IOException {
            if (version != VERSION) {
                throw new IOException("splits of version " + version + " cannot be read, only version " + VERSION);
            }
            return (E) UserCode.deserialize(serialized, loader, type);
        }
    }
}

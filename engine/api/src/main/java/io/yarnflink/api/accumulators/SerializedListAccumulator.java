package io.yarnflink.api.accumulators;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All values as the bytes that a serializer makes of them, so that none of their classes is needed to merge. */
@SuppressWarnings("NonApiType") // The signatures are those that programs know.
public class SerializedListAccumulator<T> implements Accumulator<T, ArrayList<byte[]>> {
    private ArrayList<byte[]> values = new ArrayList<>();
    private transient @Nullable TypeSerializer<T> lastSerializer;

    public SerializedListAccumulator() {}

    /** Adds with the serializer of the latest {@link #add(Object, TypeSerializer)}. */
    @Override
    public void add(T value) {
        if (lastSerializer == null) {
            throw new IllegalStateException("A SerializedListAccumulator has no serializer for its first value: call"
                    + " add(value, serializer)");
        }
        try {
            add(value, lastSerializer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void add(T value, TypeSerializer<T> serializer) throws IOException {
        ByteArrayOutputView bytes = new ByteArrayOutputView();
        serializer.serialize(value, bytes);
        values.add(bytes.toByteArray());
        lastSerializer = serializer;
    }

    /** The values that {@code serializer} wrote. */
    public static <T> List<T> deserializeList(ArrayList<byte[]> data, TypeSerializer<T> serializer)
            throws IOException, ClassNotFoundException {
        List<T> values = new ArrayList<>(data.size());
        for (byte[] bytes : data) {
            values.add(serializer.deserialize(new ByteArrayInputView(bytes)));
        }
        return values;
    }

    @Override
    public ArrayList<byte[]> getLocalValue() {
        return values;
    }

    @Override
    public void resetLocal() {
        values = new ArrayList<>();
    }

    @Override
    public void merge(Accumulator<T, ArrayList<byte[]>> other) {
        values.addAll(other.getLocalValue());
    }

    @Override
    public SerializedListAccumulator<T> clone() {
        SerializedListAccumulator<T> copy = new SerializedListAccumulator<>();
        copy.values.addAll(values);
        copy.lastSerializer = lastSerializer;
        return copy;
    }

    @Override
    public String toString() {
        return "SerializedListAccumulator of " + values.size() + " values";
    }
}

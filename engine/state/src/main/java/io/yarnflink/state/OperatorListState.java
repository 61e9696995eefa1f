package io.yarnflink.state;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A list that belongs to a subtask, not to a key. */
final class OperatorListState<E> implements ListState<E> {
    private final TypeSerializer<E> serializer;
    private final List<E> elements = new ArrayList<>();

    OperatorListState(TypeSerializer<E> serializer) {
        this.serializer = serializer;
    }

    TypeSerializer<E> serializer() {
        return serializer;
    }

    @Override
    public Iterable<E> get() {
        return elements;
    }

    @Override
    public void add(E value) {
        Lists.checkElement(value);
        elements.add(value);
    }

    @Override
    public void update(List<E> values) {
        Lists.checkElements(values);
        List<E> replacement = new ArrayList<>(values);
        elements.clear();
        elements.addAll(replacement);
    }

    @Override
    public void addAll(List<E> values) {
        Lists.checkElements(values);
        elements.addAll(new ArrayList<>(values));
    }

    @Override
    public void clear() {
        elements.clear();
    }

    void read(String name, List<OperatorStateSnapshot.Element> stored) throws IOException {
        StoredSerializers serializers =
                new StoredSerializers("List state '" + name + "'", StoredSerializers.Part.values(serializer));
        for (OperatorStateSnapshot.Element element : stored) {
            serializers.resolve(element.serializer());
            elements.add(serializers.<E>reader(0).deserialize(new ByteArrayInputView(element.value())));
        }
    }

    List<OperatorStateSnapshot.Element> write() throws IOException {
        List<byte[]> serialized = new ArrayList<>(elements.size());
        for (E element : elements) {
            ByteArrayOutputView view = new ByteArrayOutputView(64);
            serializer.serialize(element, view);
            serialized.add(view.toByteArray());
        }
        byte[] snapshot = StoredSerializers.snapshots(serializer);
        return serialized.stream()
                .map(value -> new OperatorStateSnapshot.Element(snapshot, value))
                .toList();
    }
}

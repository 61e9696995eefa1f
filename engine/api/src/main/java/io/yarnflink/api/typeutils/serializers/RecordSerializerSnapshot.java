package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.typeutils.TypeSerializer;

/** The snapshot of a record's serializer: the components' names, types and serializers. */
public final class RecordSerializerSnapshot<T> extends FieldsSnapshot<T> {
    /** To be read. */
    public RecordSerializerSnapshot() {}

    RecordSerializerSnapshot(Class<T> type, FieldList components, TypeSerializer<?>[] serializers) {
        super(type, components, serializers);
    }

    @Override
    TypeSerializer<T> serializer(Class<T> currentType, FieldList storedFields, TypeSerializer<?>[] serializers) {
        if (!currentType.isRecord()) {
            throw new IllegalStateException(
                    "Values were stored as record " + currentType.getName() + ", which is no record any more");
        }
        return new RecordSerializer<>(currentType, storedFields, serializers);
    }

    @Override
    String kind() {
        return "record";
    }
}

package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.memory.VarInts;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.NestedCompatibility;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The snapshot of a POJO's serializer: its fields, and the serializers of the subclasses that it has met. */
public final class PojoSerializerSnapshot<T> extends FieldsSnapshot<T> {
    private final Map<String, TypeSerializerSnapshot<?>> subclasses = new TreeMap<>();

    /** To be read. */
    public PojoSerializerSnapshot() {}

    PojoSerializerSnapshot(
            Class<T> type,
            FieldList fields,
            TypeSerializer<?>[] serializers,
            Map<String, ? extends TypeSerializer<?>> subclasses) {
        super(type, fields, serializers);
        subclasses.forEach((name, serializer) -> this.subclasses.put(name, serializer.snapshotConfiguration()));
    }

    @Override
    TypeSerializer<T> serializer(Class<T> currentType, FieldList storedFields, TypeSerializer<?>[] serializers) {
        return new PojoSerializer<>(currentType, storedFields, serializers, subclasses);
    }

    @Override
    String kind() {
        return "POJO";
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        super.writeSnapshot(out);
        VarInts.writeInt(subclasses.size(), out);
        for (Map.Entry<String, TypeSerializerSnapshot<?>> subclass : subclasses.entrySet()) {
            out.writeUTF(subclass.getKey());
            TypeSerializerSnapshot.writeVersionedSnapshot(out, subclass.getValue());
        }
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException {
        super.readSnapshot(readVersion, in, userCodeClassLoader);
        for (int left = VarInts.readCount(in); left > 0; left--) {
            String name = in.readUTF();
            subclasses.put(name, TypeSerializerSnapshot.readVersionedSnapshot(in, userCodeClassLoader));
        }
    }

    @Override
    void compareMore(FieldsSnapshot<T> stored, NestedCompatibility parts) {
        ((PojoSerializerSnapshot<T>) stored).subclasses.forEach((name, snapshot) -> {
            String subclass = "subclass " + name + " of " + type().name();
            Optional<Class<?>> found = new StoredClass(name, type().loader()).find();
            if (found.isEmpty()) {
                parts.refuse(subclass + ", of which values may be stored, is not on the class path any more");
            } else {
                TypeSerializer<?> current = TypeInformation.of(found.get()).createSerializer(new ExecutionConfig());
                parts.part(subclass, NestedCompatibility.resolve(current.snapshotConfiguration(), snapshot));
            }
        });
    }
}

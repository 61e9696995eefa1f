package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.memory.VarInts;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The fields of a class in the order of their bytes, with the types they are declared with. */
record FieldList(List<String> names, List<String> types) implements Serializable {
    FieldList {
        // An array list is what Java serialization writes best.
        names = new ArrayList<>(names);
        types = new ArrayList<>(types);
    }

    static FieldList of(List<Field> fields) {
        return new FieldList(
                fields.stream().map(Field::getName).toList(),
                fields.stream()
                        .map(Field::getGenericType)
                        .map(Type::getTypeName)
                        .toList());
    }

    static FieldList ofRecord(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        return new FieldList(
                Arrays.stream(components).map(RecordComponent::getName).toList(),
                Arrays.stream(components)
                        .map(RecordComponent::getGenericType)
                        .map(Type::getTypeName)
                        .toList());
    }

    int size() {
        return names.size();
    }

    void write(DataOutputView out) throws IOException {
        VarInts.writeInt(names.size(), out);
        for (int i = 0; i < names.size(); i++) {
            out.writeUTF(names.get(i));
            out.writeUTF(types.get(i));
        }
    }

    static FieldList read(DataInputView in) throws IOException {
        List<String> names = new ArrayList<>();
        List<String> types = new ArrayList<>();
        for (int left = VarInts.readCount(in); left > 0; left--) {
            names.add(in.readUTF());
            types.add(in.readUTF());
        }
        return new FieldList(names, types);
    }
}

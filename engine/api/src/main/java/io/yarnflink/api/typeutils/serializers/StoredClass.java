package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import java.io.IOException;
import java.util.Optional;

/** A class that a snapshot names; it is loaded only when its values are read, so that a missing one can be told. */
record StoredClass(String name, ClassLoader loader) {
    static StoredClass of(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return new StoredClass(type.getName(), loader == null ? ClassLoader.getSystemClassLoader() : loader);
    }

    static StoredClass read(DataInputView in, ClassLoader loader) throws IOException {
        return new StoredClass(in.readUTF(), loader);
    }

    void write(DataOutputView out) throws IOException {
        out.writeUTF(name);
    }

    Class<?> load() {
        return find().orElseThrow(() -> new IllegalStateException(
                "Values were stored as " + name + ", which is not on the class path any more; was it renamed?"));
    }

    Optional<Class<?>> find() {
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Why values of this class are none of {@code current}; empty when they are. */
    Optional<String> renamed(StoredClass current) {
        return name.equals(current.name)
                ? Optional.empty()
                : Optional.of("values were stored as " + name + ", but the program reads them as " + current.name
                        + "; a class whose values are stored keeps its name");
    }
}

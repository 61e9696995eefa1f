package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.InvalidClassException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The serializers of the subclasses of a POJO that were met so far; for one thread. */
final class Subclasses implements Serializable {
    private final Class<?> parent;
    private final ExecutionConfig config;
    private final HashMap<String, TypeSerializer<Object>> restored = new HashMap<>();
    private transient @Nullable Map<Class<?>, TypeSerializer<Object>> byClass;
    private transient @Nullable Map<String, TypeSerializer<Object>> byName;

    Subclasses(Class<?> parent, ExecutionConfig config) {
        this.parent = parent;
        this.config = config;
    }

    Subclasses duplicate() {
        Subclasses duplicate = new Subclasses(parent, config);
        restored.forEach((name, serializer) -> duplicate.add(name, serializer.duplicate()));
        return duplicate;
    }

    /** Uses {@code serializer} for the subclass that was stored under this name. */
    @SuppressWarnings("unchecked") // Values come as objects.
    void add(String name, TypeSerializer<?> serializer) {
        restored.put(name, (TypeSerializer<Object>) serializer);
    }

    /** The serializers in use, by the names of the subclasses. */
    Map<String, TypeSerializer<Object>> met() {
        Map<String, TypeSerializer<Object>> met = new HashMap<>(restored);
        if (byClass != null) {
            byClass.forEach((subclass, serializer) -> met.put(subclass.getName(), serializer));
        }
        return met;
    }

    TypeSerializer<Object> of(Class<?> subclass) {
        Map<Class<?>, TypeSerializer<Object>> known = byClass;
        if (known == null) {
            known = new HashMap<>();
            byClass = known;
        }
        return known.computeIfAbsent(subclass, this::create);
    }

    TypeSerializer<Object> named(@Nullable String name) throws InvalidClassException {
        Map<String, TypeSerializer<Object>> known = byName;
        if (known == null) {
            known = new HashMap<>();
            byName = known;
        }
        TypeSerializer<Object> found = known.get(name);
        if (found == null) {
            found = of(load(String.valueOf(name)));
            known.put(String.valueOf(name), found);
        }
        return found;
    }

    private Class<?> load(String name) throws InvalidClassException {
        ClassLoader loader = parent.getClassLoader();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        Class<?> loaded;
        try {
            loaded = Class.forName(name, false, context == null ? loader : context);
        } catch (ClassNotFoundException e) {
            throw refused(name, "it is not on the class path", e);
        }
        if (!parent.isAssignableFrom(loaded)) {
            throw refused(name, "it is not a subclass", null);
        }
        return loaded;
    }

    private InvalidClassException refused(String name, String why, @Nullable Throwable cause) {
        var refusal = new InvalidClassException(
                name, "Serialized data says this is a subclass of " + parent.getName() + ", but " + why);
        if (cause != null) {
            refusal.initCause(cause);
        }
        return refusal;
    }

    @SuppressWarnings("unchecked")
    private TypeSerializer<Object> create(Class<?> subclass) {
        TypeSerializer<Object> known = restored.get(subclass.getName());
        return known != null
                ? known
                : (TypeSerializer<Object>) TypeInformation.of(subclass).createSerializer(config);
    }
}

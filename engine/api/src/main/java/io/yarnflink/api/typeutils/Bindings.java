package io.yarnflink.api.typeutils;

import io.yarnflink.api.typeinfo.TypeInformation;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the type variables in one class's declaration stand for: types, which have bindings of their own, or known types. */
final class Bindings {
    /** A type as written where {@code in} holds, or what is known of it. */
    record Meaning(Type type, Bindings in, @Nullable TypeInformation<?> known) {
        Meaning(Type type, Bindings in) {
            this(type, in, null);
        }

        /** Follows variables as far as they are bound. */
        Meaning resolved() {
            Meaning meaning = this;
            while (meaning.known == null && meaning.type instanceof TypeVariable<?> variable) {
                Meaning next = meaning.in.bound.get(variable);
                if (next == null) {
                    return meaning;
                }
                meaning = next;
            }
            return meaning;
        }

        /** The type with all variables replaced by what they stand for. */
        String written() {
            Meaning meaning = resolved();
            if (meaning.known != null) {
                return meaning.known.toString();
            }
            if (meaning.type instanceof ParameterizedType parameterized) {
                return Arrays.stream(parameterized.getActualTypeArguments())
                        .map(argument -> new Meaning(argument, meaning.in).written())
                        .collect(Collectors.joining(
                                ", ", parameterized.getRawType().getTypeName() + '<', ">"));
            }
            return meaning.type instanceof GenericArrayType array
                    ? new Meaning(array.getGenericComponentType(), meaning.in).written() + "[]"
                    : meaning.type.getTypeName();
        }
    }

    private final Map<TypeVariable<?>, Meaning> bound = new HashMap<>();

    Bindings() {}

    /** The bindings inside {@code type} and its superclasses and interfaces, with {@code arguments} read in {@code outer}. */
    static Bindings inside(Class<?> type, Type[] arguments, Bindings outer) {
        var inside = new Bindings();
        inside.bind(type, arguments, outer);
        inside.addSupertypes(type);
        return inside;
    }

    void bind(TypeVariable<?> variable, TypeInformation<?> known) {
        bound.putIfAbsent(variable, new Meaning(variable, this, known));
    }

    /** Binds a variable that nothing was said about to {@code type}, in which no variable is known. */
    void bindIfFree(TypeVariable<?> variable, Type type) {
        bound.putIfAbsent(variable, new Meaning(type, new Bindings()));
    }

    Meaning meaningOf(Type type) {
        return new Meaning(type, this).resolved();
    }

    private void bind(Class<?> type, Type[] arguments, Bindings in) {
        TypeVariable<?>[] parameters = type.getTypeParameters();
        for (int i = 0; i < Math.min(parameters.length, arguments.length); i++) {
            // A variable bound to itself would be followed for ever.
            if (in != this || !parameters[i].equals(arguments[i])) {
                bound.put(parameters[i], new Meaning(arguments[i], in));
            }
        }
    }

    private void addSupertypes(Class<?> type) {
        addSupertype(type.getGenericSuperclass());
        for (Type supertype : type.getGenericInterfaces()) {
            addSupertype(supertype);
        }
    }

    private void addSupertype(@Nullable Type supertype) {
        if (supertype instanceof ParameterizedType parameterized) {
            var raw = (Class<?>) parameterized.getRawType();
            bind(raw, parameterized.getActualTypeArguments(), this);
            addSupertypes(raw);
        } else if (supertype instanceof Class<?> raw) {
            addSupertypes(raw);
        }
    }
}

package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.transformation.Transformation;
import io.yarnflink.api.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/** Decides what may be a key. */
final class Keys {
    private Keys() {}

    static <T, K> TypeInformation<K> typeOf(KeySelector<T, K> selector, DataStream<T> stream) {
        requireNonNull(selector, "key selector is null");
        @Nullable TypeInformation<K> type = OutputTypes.of(selector, KeySelector.class, 1, stream.getType());
        if (type == null) {
            throw new InvalidTypesException("The type of the key by which '"
                    + stream.getTransformation().name() + "' is keyed cannot be determined."
                    + " Give it as the second argument: keyBy(selector, Types.STRING)");
        }
        return type;
    }

    static <K> TypeInformation<K> checked(TypeInformation<K> keyType, Transformation<?> input) {
        if (keyType.isKeyType()) {
            return keyType;
        }
        throw new InvalidTypesException("Cannot key '" + input.name() + "' by " + keyType + ": " + whyNot(keyType));
    }

    private static String whyNot(TypeInformation<?> keyType) {
        Class<?> type = keyType.getTypeClass();
        if (type.isArray()) {
            return "two equal arrays have different hashes. Key by a String, a tuple or a record made from it";
        }
        if (Enum.class.isAssignableFrom(type)) {
            return "the hash of an enum differs from JVM to JVM. Key by its name() or ordinal()";
        }
        if (inheritsHashCode(type)) {
            return type.getName() + " does not override hashCode(), so that two equal keys have different hashes."
                    + " Override hashCode() and equals(), or key by one of its fields";
        }
        return "one of its parts has no hash that is the same in every JVM (an array, an enum, or a class without"
                + " hashCode()). Key by its other parts";
    }

    private static boolean inheritsHashCode(Class<?> type) {
        try {
            return !type.isInterface() && type.getMethod("hashCode").getDeclaringClass() == Object.class;
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every class has hashCode()", e);
        }
    }
}

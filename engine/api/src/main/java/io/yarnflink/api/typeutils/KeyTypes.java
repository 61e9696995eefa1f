package io.yarnflink.api.typeutils;

import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.typeinfo.BasicArrayTypeInfo;
import io.yarnflink.api.typeinfo.PrimitiveArrayTypeInfo;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.lang.reflect.Modifier;
import java.util.Optional;

/** Decides which types can be keys: those whose hash code depends on the value alone and is the same in every JVM. */
public final class KeyTypes {
    private KeyTypes() {}

    public static void check(TypeInformation<?> type) {
        refusal(type).ifPresent(reason -> {
            throw new InvalidTypesException("Type " + type + " cannot be a key: " + reason);
        });
    }

    /** Why {@code type} cannot be a key, and what to do instead; empty when it can. */
    public static Optional<String> refusal(TypeInformation<?> type) {
        if (type instanceof PrimitiveArrayTypeInfo
                || type instanceof BasicArrayTypeInfo
                || type instanceof ObjectArrayTypeInfo) {
            return Optional.of("arrays hash by identity; use a List or a record instead");
        }
        if (type instanceof EnumTypeInfo) {
            return Optional.of("hash codes of enum constants differ between JVMs; use name() instead");
        }
        if (type instanceof PojoTypeInfo || type instanceof GenericTypeInfo) {
            return identityHash(type.getTypeClass());
        }
        if (type instanceof RecordTypeInfo<?> recordType) {
            return hasOwnHash(recordType.getTypeClass()) ? Optional.empty() : fieldRefusal(recordType);
        }
        if (type instanceof TupleTypeInfo || type instanceof RowTypeInfo) {
            return fieldRefusal((CompositeType<?>) type);
        }
        if (type instanceof ValueTypeInfo) {
            return type.isKeyType()
                    ? identityHash(type.getTypeClass())
                    : Optional.of("values that are keys implement Key, with equals, hashCode and compareTo");
        }
        if (type instanceof EitherTypeInfo) {
            return Optional.of("it is one of two types; use what is common to both, or a tuple");
        }
        if (type instanceof ListTypeInfo<?> list) {
            return within("its element", list.getElementTypeInfo());
        }
        if (type instanceof SetTypeInfo<?> set) {
            return within("its element", set.getElementTypeInfo());
        }
        if (type instanceof MapTypeInfo<?, ?> map) {
            return within("its key", map.getKeyTypeInfo()).or(() -> within("its value", map.getValueTypeInfo()));
        }
        return type.isKeyType() ? Optional.empty() : Optional.of("its type information says so");
    }

    private static Optional<String> fieldRefusal(CompositeType<?> type) {
        String[] names = type.getFieldNames();
        for (int i = 0; i < names.length; i++) {
            Optional<String> refusal = within("field " + names[i], type.getTypeAt(i));
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> within(String part, TypeInformation<?> type) {
        return refusal(type).map(reason -> part + " of type " + type + " cannot: " + reason);
    }

    /** Interfaces and abstract classes are trusted: their values' classes are not known. */
    private static Optional<String> identityHash(Class<?> type) {
        try {
            boolean identity = !Modifier.isAbstract(type.getModifiers())
                    && type.getMethod("hashCode").getDeclaringClass() == Object.class;
            return identity
                    ? Optional.of(type.getName() + " does not override hashCode(), so that equal keys would hash"
                            + " differently; override hashCode() and equals(), or make it a record")
                    : Optional.empty();
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " has no hashCode()", e);
        }
    }

    /** The compiler's own hashCode of a record is final and hashes all components. */
    private static boolean hasOwnHash(Class<?> recordClass) {
        try {
            return !Modifier.isFinal(recordClass.getMethod("hashCode").getModifiers());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(recordClass + " has no hashCode()", e);
        }
    }
}

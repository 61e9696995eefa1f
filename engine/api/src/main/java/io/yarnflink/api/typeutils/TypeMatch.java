package io.yarnflink.api.typeutils;

import io.yarnflink.api.tuple.Tuple;
import io.yarnflink.api.typeinfo.BasicTypeInfo;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.types.Either;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares types as they are written with types as they are known. */
final class TypeMatch {
    private TypeMatch() {}

    /** Whether values of {@code actual} can be passed where {@code declared} is written; what is unknown fits. */
    static boolean fits(Bindings.Meaning declared, TypeInformation<?> actual) {
        if (declared.known() != null) {
            return declared.known().getTypeClass().isAssignableFrom(actual.getTypeClass());
        }
        Type type = declared.type();
        if (type instanceof Class<?> c) {
            return fits(c, actual);
        }
        if (type instanceof WildcardType wildcard) {
            return fits(declared.in().meaningOf(wildcard.getUpperBounds()[0]), actual);
        }
        if (type instanceof GenericArrayType array) {
            return !(actual instanceof ObjectArrayTypeInfo<?, ?> known)
                    ? actual.getTypeClass().isArray()
                    : fits(declared.in().meaningOf(array.getGenericComponentType()), known.getComponentInfo());
        }
        if (type instanceof ParameterizedType parameterized) {
            if (!fits((Class<?>) parameterized.getRawType(), actual)) {
                return false;
            }
            Type[] arguments = parameterized.getActualTypeArguments();
            List<TypeInformation<?>> known = arguments((Class<?>) parameterized.getRawType(), actual);
            for (int i = 0; i < Math.min(arguments.length, known.size()); i++) {
                if (!fits(declared.in().meaningOf(arguments[i]), known.get(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    static boolean fits(Class<?> declared, TypeInformation<?> actual) {
        BasicTypeInfo<?> basic = BasicTypeInfo.getInfoFor(declared);
        return (basic == null ? declared : basic.getTypeClass()).isAssignableFrom(actual.getTypeClass());
    }

    /** Binds the variables that {@code declared} still has to the parts of {@code actual} in their place. */
    static void bind(Bindings.Meaning declared, TypeInformation<?> actual) {
        if (declared.known() != null) {
            return;
        }
        Type type = declared.type();
        if (type instanceof TypeVariable<?> variable) {
            declared.in().bind(variable, actual);
        } else if (type instanceof GenericArrayType array && actual instanceof ObjectArrayTypeInfo<?, ?> known) {
            bind(declared.in().meaningOf(array.getGenericComponentType()), known.getComponentInfo());
        } else if (type instanceof ParameterizedType parameterized) {
            Type[] arguments = parameterized.getActualTypeArguments();
            Class<?> raw = (Class<?>) parameterized.getRawType();
            List<TypeInformation<?>> known = arguments(raw, actual);
            for (int i = 0; i < Math.min(arguments.length, known.size()); i++) {
                bind(declared.in().meaningOf(arguments[i]), known.get(i));
            }
            if (raw == actual.getTypeClass()) {
                bindFields(Bindings.inside(raw, arguments, declared.in()), actual);
            }
        }
    }

    /** The fields of a record or POJO say what its type arguments are. */
    private static void bindFields(Bindings inside, TypeInformation<?> actual) {
        if (actual instanceof PojoTypeInfo<?> pojo) {
            for (int i = 0; i < pojo.getArity(); i++) {
                bind(inside.meaningOf(pojo.getPojoFieldAt(i).getField().getGenericType()), pojo.getTypeAt(i));
            }
        } else if (actual instanceof RecordTypeInfo<?> recordType) {
            RecordComponent[] components = recordType.getTypeClass().getRecordComponents();
            for (int i = 0; i < components.length; i++) {
                bind(inside.meaningOf(components[i].getGenericType()), recordType.getTypeAt(i));
            }
        }
    }

    /** What is known of the type arguments of {@code raw} in {@code actual}; empty when nothing is. */
    private static List<TypeInformation<?>> arguments(Class<?> raw, TypeInformation<?> actual) {
        if (actual instanceof TupleTypeInfo<?> tuple && raw.getSuperclass() == Tuple.class) {
            return tuple.fieldTypes();
        }
        if (actual instanceof EitherTypeInfo<?, ?> either && Either.class.isAssignableFrom(raw)) {
            return List.of(either.getLeftType(), either.getRightType());
        }
        if (actual instanceof ListTypeInfo<?> list && raw == List.class) {
            return List.of(list.getElementTypeInfo());
        }
        if (actual instanceof SetTypeInfo<?> set && raw == Set.class) {
            return List.of(set.getElementTypeInfo());
        }
        if (actual instanceof MapTypeInfo<?, ?> map && raw == Map.class) {
            return List.of(map.getKeyTypeInfo(), map.getValueTypeInfo());
        }
        return List.of();
    }
}

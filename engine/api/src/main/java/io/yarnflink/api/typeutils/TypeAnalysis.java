package io.yarnflink.api.typeutils;

import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.api.tuple.Tuple;
import io.yarnflink.api.typeinfo.BasicArrayTypeInfo;
import io.yarnflink.api.typeinfo.BasicTypeInfo;
import io.yarnflink.api.typeinfo.LocalTimeTypeInfo;
import io.yarnflink.api.typeinfo.PrimitiveArrayTypeInfo;
import io.yarnflink.api.typeinfo.SqlTimeTypeInfo;
import io.yarnflink.api.typeinfo.TypeInfo;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.types.Either;
import io.yarnflink.api.types.Value;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the type information of one type and of all that it consists of. */
final class TypeAnalysis {
    private static final Type[] NO_ARGUMENTS = {};

    /** A type that grows with each nesting is given up here. */
    private static final int MAX_NESTING = 100;

    /** Types whose fields are being looked at; met again inside, they cannot be taken apart. */
    private final Deque<String> within = new ArrayDeque<>();

    TypeInformation<?> of(Type type, Bindings in) {
        Bindings.Meaning meaning = in.meaningOf(type);
        if (meaning.known() != null) {
            return meaning.known();
        }
        Type resolved = meaning.type();
        if (resolved instanceof Class<?> c) {
            return ofClass(c, NO_ARGUMENTS, meaning.in());
        }
        if (resolved instanceof ParameterizedType parameterized) {
            return ofClass((Class<?>) parameterized.getRawType(), parameterized.getActualTypeArguments(), meaning.in());
        }
        if (resolved instanceof GenericArrayType array) {
            return ObjectArrayTypeInfo.getInfoFor(of(array.getGenericComponentType(), meaning.in()));
        }
        if (resolved instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0], meaning.in());
        }
        throw new UnknownTypeVariableException((TypeVariable<?>) resolved);
    }

    private TypeInformation<?> ofClass(Class<?> type, Type[] arguments, Bindings outer) {
        TypeInformation<?> simple = simple(type);
        if (simple != null) {
            return simple;
        }
        if (type.isArray()) {
            return ObjectArrayTypeInfo.getInfoFor(type, of(type.getComponentType(), outer));
        }
        var inside = Bindings.inside(type, arguments, outer);
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            TypeInfo factory = c.getAnnotation(TypeInfo.class);
            if (factory != null) {
                return TypeFactories.create(factory, c, type, variable -> of(variable, inside));
            }
        }
        if (Tuple.class.isAssignableFrom(type)) {
            TypeInformation<?> tuple = tuple(type, inside);
            if (tuple != null) {
                return tuple;
            }
        }
        if (Value.class.isAssignableFrom(type)) {
            return value(type.asSubclass(Value.class));
        }
        if (Either.class.isAssignableFrom(type)) {
            TypeVariable<?>[] sides = Either.class.getTypeParameters();
            return new EitherTypeInfo<>(of(sides[0], inside), of(sides[1], inside));
        }
        if (arguments.length > 0) {
            TypeInformation<?> collection = collection(type, inside);
            if (collection != null) {
                return collection;
            }
        }
        String written = Arrays.stream(type.getTypeParameters())
                .map(parameter -> inside.meaningOf(parameter).written())
                .collect(Collectors.joining(", ", type.getName() + '<', ">"));
        if (within.contains(written) || within.size() == MAX_NESTING) {
            return generic(type, "it contains itself");
        }
        within.push(written);
        try {
            return type.isRecord() ? record(type, inside) : pojoOrGeneric(type, arguments, inside);
        } finally {
            within.pop();
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // isEnum says that the class is one.
    private static @Nullable TypeInformation<?> simple(Class<?> type) {
        if (type.isEnum()) {
            return new EnumTypeInfo(type);
        }
        if (type.getSuperclass() != null && type.getSuperclass().isEnum()) {
            // A constant with a body has a class of its own.
            return new EnumTypeInfo(type.getSuperclass());
        }
        if (type.isArray()) {
            TypeInformation<?> primitive = PrimitiveArrayTypeInfo.getInfoFor(type);
            return primitive != null ? primitive : BasicArrayTypeInfo.getInfoFor(type);
        }
        TypeInformation<?> basic = BasicTypeInfo.getInfoFor(type);
        if (basic == null) {
            basic = LocalTimeTypeInfo.getInfoFor(type);
        }
        return basic != null ? basic : SqlTimeTypeInfo.getInfoFor(type);
    }

    /** Null when the class has fields beside the tuple's. */
    @SuppressWarnings("unchecked")
    private @Nullable TypeInformation<?> tuple(Class<?> type, Bindings inside) {
        if (type == Tuple.class) {
            throw new InvalidTypesException(
                    "The type is Tuple, which says nothing about its fields; use Tuple1 to Tuple25");
        }
        Class<?> tupleClass = type;
        while (tupleClass.getSuperclass() != Tuple.class) {
            if (PojoRules.hasInstanceFields(tupleClass)) {
                return null;
            }
            tupleClass = tupleClass.getSuperclass();
        }
        TypeVariable<?>[] parameters = tupleClass.getTypeParameters();
        var fields = new TypeInformation<?>[parameters.length];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = of(parameters[i], inside);
        }
        return new TupleTypeInfo<>((Class<Tuple>) type, fields);
    }

    private static TypeInformation<?> value(Class<? extends Value> type) {
        if (Modifier.isAbstract(type.getModifiers())) {
            throw new InvalidTypesException(type.getName()
                    + " says only that its values write themselves; name the class of the values instead");
        }
        try {
            if (Modifier.isPublic(type.getDeclaredConstructor().getModifiers())) {
                return new ValueTypeInfo<>(type);
            }
        } catch (NoSuchMethodException e) {
            throw new InvalidTypesException(unusableValue(type), e);
        }
        throw new InvalidTypesException(unusableValue(type));
    }

    private static String unusableValue(Class<?> type) {
        return type.getName() + " implements Value but has no public constructor without parameters;"
                + " add one, so that its values can be read";
    }

    private @Nullable TypeInformation<?> collection(Class<?> type, Bindings inside) {
        TypeVariable<?>[] parameters = type.getTypeParameters();
        if (type == List.class) {
            return new ListTypeInfo<>(of(parameters[0], inside));
        }
        if (type == Set.class) {
            return new SetTypeInfo<>(of(parameters[0], inside));
        }
        return type == Map.class ? new MapTypeInfo<>(of(parameters[0], inside), of(parameters[1], inside)) : null;
    }

    private TypeInformation<?> record(Class<?> type, Bindings inside) {
        var components = new ArrayList<TypeInformation<?>>();
        for (RecordComponent component : type.getRecordComponents()) {
            try {
                components.add(of(component.getGenericType(), inside));
            } catch (UnknownTypeVariableException e) {
                throw e;
            } catch (InvalidTypesException e) {
                throw new InvalidTypesException(
                        "Component " + component.getName() + " of record " + type.getName() + ": " + e.getMessage(), e);
            }
        }
        return new RecordTypeInfo<>(type, components);
    }

    private TypeInformation<?> pojoOrGeneric(Class<?> type, Type[] arguments, Bindings inside) {
        Optional<TypeInformation<?>> provided = provided(type);
        if (provided.isPresent()) {
            return provided.get();
        }
        if (arguments.length < type.getTypeParameters().length) {
            return generic(type, "it is generic and its type arguments are not known");
        }
        PojoRules.Verdict verdict = PojoRules.judge(type, inside, this);
        return verdict.fields().isEmpty() ? generic(type, verdict.reason()) : pojo(type, verdict.fields());
    }

    private static Optional<TypeInformation<?>> provided(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null) {
            return Optional.empty();
        }
        for (TypeInformationProvider provider : ServiceLoader.load(TypeInformationProvider.class, loader)) {
            Optional<TypeInformation<?>> found = provider.typeOf(type);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    static <T> PojoTypeInfo<T> pojo(Class<T> type, List<PojoField> fields) {
        return new PojoTypeInfo<>(type, fields);
    }

    /** Fails now rather than with the first record when no value of the class could travel. */
    private static TypeInformation<?> generic(Class<?> type, String reason) {
        UserCode.obstacleOfValues(type).ifPresent(obstacle -> {
            throw new InvalidTypesException(type.getName() + " is no POJO (" + reason
                    + ") and not Serializable, so that its values cannot travel between tasks (" + obstacle + ");"
                    + " make it a record, follow the rules of POJOs, or implement Serializable");
        });
        return new GenericTypeInfo<>(type, reason);
    }
}

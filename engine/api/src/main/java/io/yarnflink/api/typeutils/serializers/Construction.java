package io.yarnflink.api.typeutils.serializers;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Makes instances of a user's class through one of its constructors. */
final class Construction {
    private static final MethodType FROM_ARRAY = MethodType.methodType(Object.class, Object[].class);
    private static final @Nullable Object[] NO_ARGUMENTS = {};

    private final Class<?> type;
    private final MethodHandle constructor;

    private Construction(Class<?> type, Class<?>... parameters) {
        this.type = type;
        try {
            Constructor<?> found = type.getDeclaredConstructor(parameters);
            var lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            constructor = lookup.unreflectConstructor(found)
                    .asSpreader(Object[].class, parameters.length)
                    .asType(FROM_ARRAY);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "Instances of " + type.getName() + " cannot be made: its constructor is not accessible", e);
        }
    }

    static Construction withoutArguments(Class<?> type) {
        if (Modifier.isAbstract(type.getModifiers())) {
            throw new IllegalStateException(
                    type.getName() + " is abstract, so that only instances of its subclasses can be made");
        }
        return new Construction(type);
    }

    /** Takes the record's components in their order. */
    static Construction ofRecord(Class<?> type, Class<?>... components) {
        return new Construction(type, components);
    }

    Object create() {
        return create(NO_ARGUMENTS);
    }

    Object create(@Nullable Object[] arguments) {
        try {
            return (Object) constructor.invokeExact(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("The constructor of " + type.getName() + " failed: " + e, e);
        }
    }
}

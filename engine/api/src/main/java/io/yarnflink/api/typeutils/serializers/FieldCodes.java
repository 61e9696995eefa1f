package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.typeutils.TypeSerializer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Generates code for the fields of classes, once for each class and kinds of serializers. The generated class is a
 * nest mate of the class that it serves, so that it sees what is private there, and goes with its class loader.
 */
final class FieldCodes {
    private static final Logger log = LoggerFactory.getLogger(FieldCodes.class);
    private static final MethodType CONSTRUCTOR = MethodType.methodType(void.class, TypeSerializer[].class);
    private static final MethodType MAKER = MethodType.methodType(FieldCode.class, TypeSerializer[].class);
    /** A method may have 64 KiB of code, and one that is too long is never compiled. */
    private static final int MOST_FIELDS = 100;

    private static final ClassValue<Map<List<GeneratedField>, MethodHandle>> KNOWN = new ClassValue<>() {
        @Override
        protected Map<List<GeneratedField>, MethodHandle> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private FieldCodes() {}

    /** Code for these fields of {@code host}; empty where none can be generated, and reflection must do. */
    static <T> Optional<FieldCode<T>> of(
            Class<T> host, List<Field> fields, TypeSerializer<?>[] serializers, boolean refusesNull) {
        if (fields.isEmpty() || fields.size() > MOST_FIELDS) {
            return Optional.empty();
        }
        List<GeneratedField> plan = new ArrayList<>(fields.size());
        @Nullable FieldHandle[] handles = new FieldHandle[serializers.length];
        for (int i = 0; i < serializers.length; i++) {
            Field field = fields.get(i);
            GeneratedField planned = GeneratedField.of(host, field, serializers[i], refusesNull);
            plan.add(planned);
            if (planned.access() == GeneratedField.Access.HIDDEN) {
                if (host.isRecord()) {
                    return Optional.empty();
                }
                handles[i] = new FieldHandle(field.getDeclaringClass(), field.getName());
            }
        }
        try {
            return Optional.of(make(host, plan, serializers, handles));
        } catch (IllegalAccessException | LinkageError e) {
            log.debug(
                    "{} is serialized by reflection, because no code can be generated for it: {}", host, e.toString());
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked") // The code was generated for the class.
    private static <T> FieldCode<T> make(
            Class<T> host, List<GeneratedField> plan, TypeSerializer<?>[] serializers, @Nullable FieldHandle[] handles)
            throws IllegalAccessException {
        Map<List<GeneratedField>, MethodHandle> known = KNOWN.get(host);
        MethodHandle maker = known.get(plan);
        if (maker == null) {
            maker = define(host, plan);
            known.put(plan, maker);
        }
        try {
            FieldCode<T> code = (FieldCode<T>) (FieldCode<?>) maker.invokeExact((TypeSerializer[]) serializers);
            return code.with(handles);
        } catch (LinkageError e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("The code generated for " + host + " cannot be used", e);
        }
    }

    private static MethodHandle define(Class<?> host, List<GeneratedField> plan) throws IllegalAccessException {
        byte[] bytes = new FieldCodeGenerator(host, plan).generate();
        Lookup lookup = MethodHandles.privateLookupIn(host, MethodHandles.lookup());
        Lookup generated = lookup.defineHiddenClass(bytes, true, Lookup.ClassOption.NESTMATE);
        try {
            return generated
                    .findConstructor(generated.lookupClass(), CONSTRUCTOR)
                    .asType(MAKER);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}

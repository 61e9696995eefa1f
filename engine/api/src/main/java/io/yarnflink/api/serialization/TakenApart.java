package io.yarnflink.api.serialization;

import java.io.Externalizable;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object of a class that is not serializable, or not whole, as the values of its fields: it stands for the object in streams of values
 * and is put together again without a constructor. Transient fields are left out; objects in a circle are refused.
 */
final class TakenApart implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            List<Field> fields = fieldsOf(type);
            AccessibleObject.setAccessible(fields.toArray(new Field[0]), true);
            return fields;
        }
    };

    /** Of each class once: it is asked for every value. */
    private static final ClassValue<Optional<String>> REFUSALS = new ClassValue<>() {
        @Override
        protected Optional<String> computeValue(Class<?> type) {
            return refusal(type, new HashSet<>());
        }
    };

    private static final ClassValue<Boolean> LOSES_FIELDS = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return serializationLosesFieldsOf(type);
        }
    };

    private final Class<?> type;
    private final String[] names;
    private final @Nullable Object[] values;

    private TakenApart(Class<?> type, String[] names, @Nullable Object[] values) {
        this.type = type;
        this.names = names;
        this.values = values;
    }

    /** Why objects of {@code type} cannot be taken apart, nor be serialized otherwise; empty when they can. */
    static Optional<String> refusal(Class<?> type) {
        return REFUSALS.get(type);
    }

    /** Whether Java serialization does not write it whole: not at all, or without fields of a superclass. */
    static boolean isNeededFor(Object object) {
        return !(object instanceof Serializable) || LOSES_FIELDS.get(object.getClass());
    }

    /** Classes that say themselves how they are written are believed. */
    private static boolean serializationLosesFieldsOf(Class<?> type) {
        if (Externalizable.class.isAssignableFrom(type)) {
            return false;
        }
        Class<?> c = type;
        for (; c != null && Serializable.class.isAssignableFrom(c); c = c.getSuperclass()) {
            if (Arrays.stream(c.getDeclaredMethods())
                    .map(Method::getName)
                    .anyMatch(name -> name.equals("writeObject") || name.equals("writeReplace"))) {
                return false;
            }
        }
        boolean loses = false;
        for (; c != null && c != Object.class; c = c.getSuperclass()) {
            boolean hasFields = !fieldsOfOne(c).isEmpty();
            if (hasFields && isClosed(c)) {
                return false;
            }
            loses |= hasFields;
        }
        return loses;
    }

    private static Optional<String> refusal(Class<?> type, Set<Class<?>> seen) {
        boolean open = type.isPrimitive() || type == Object.class || Modifier.isAbstract(type.getModifiers());
        if (open || Serializable.class.isAssignableFrom(type) || !seen.add(type)) {
            return type.isArray() ? refusal(type.getComponentType(), seen) : Optional.empty();
        }
        for (Class<?> c = type; c != Object.class; c = c.getSuperclass()) {
            if (isClosed(c) && !fieldsOfOne(c).isEmpty()) {
                return Optional.of(c.getName() + " is closed");
            }
        }
        for (Field field : fieldsOf(type)) {
            Optional<String> refusal = refusal(field.getType(), seen);
            if (refusal.isPresent()) {
                return Optional.of("field " + field.getName() + ": " + refusal.get());
            }
        }
        return Optional.empty();
    }

    private static boolean isClosed(Class<?> type) {
        return !type.getModule().isOpen(type.getPackageName(), TakenApart.class.getModule());
    }

    static TakenApart of(Object object) throws InvalidObjectException {
        Class<?> type = object.getClass();
        Optional<String> refusal = refusal(type);
        if (refusal.isPresent()) {
            throw new InvalidObjectException(type.getName() + " is not Serializable: " + refusal.get());
        }
        List<Field> fields = FIELDS.get(type);
        var values = new @Nullable Object[fields.size()];
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = fields.get(i).get(object);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        return new TakenApart(type, namesOf(fields), values);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        if (in instanceof UserCode.LoaderInputStream values) {
            values.hasParts();
        }
        in.defaultReadObject();
    }

    Object together() throws InvalidObjectException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof TakenApart) {
                throw new InvalidObjectException(type.getName() + " holds itself, in " + names[i]
                        + "; make the classes between Serializable or give its type information");
            }
        }
        try {
            return type.isRecord() ? record() : instance();
        } catch (ReflectiveOperationException e) {
            throw (InvalidObjectException)
                    new InvalidObjectException(type.getName() + " cannot be made: " + e).initCause(e);
        }
    }

    /** Fails for a collection that holds an object which is not put together yet, as it holds the collection itself. */
    static void checkContents(Object object) throws InvalidObjectException {
        if (!object.getClass().getName().startsWith("java.util.")) {
            return;
        }
        if (object instanceof Collection<?> elements) {
            checkWhole(elements);
        } else if (object instanceof Map<?, ?> map) {
            checkWhole(map.keySet());
            checkWhole(map.values());
        }
    }

    private static void checkWhole(Collection<?> elements) throws InvalidObjectException {
        for (Object element : elements) {
            if (element instanceof TakenApart) {
                throw new InvalidObjectException("an object holds itself, over a collection that it is in;"
                        + " make its class Serializable or give its type information");
            }
        }
    }

    private Object instance() throws ReflectiveOperationException {
        Object instance = withoutConstructor(type).newInstance();
        for (Field field : FIELDS.get(type)) {
            int at = Arrays.asList(names).indexOf(nameOf(field));
            if (at >= 0) {
                field.set(instance, values[at]);
            }
        }
        return instance;
    }

    private Object record() throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        var types = new Class<?>[components.length];
        var arguments = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            int at = Arrays.asList(names).indexOf(type.getName() + '.' + components[i].getName());
            arguments[i] = at < 0 ? null : values[at];
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }

    /** What Java serialization itself makes instances with; reached by name, because the compiler warns of it. */
    private static Constructor<?> withoutConstructor(Class<?> type) throws ReflectiveOperationException {
        Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
        Object made = factory.getMethod("getReflectionFactory").invoke(null);
        return (Constructor<?>) factory.getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                .invoke(made, type, Object.class.getDeclaredConstructor());
    }

    private static List<Field> fieldsOf(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            fields.addAll(fieldsOfOne(c));
        }
        return fields;
    }

    private static List<Field> fieldsOfOne(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0)
                .toList();
    }

    private static String[] namesOf(List<Field> fields) {
        return fields.stream().map(TakenApart::nameOf).toArray(String[]::new);
    }

    private static String nameOf(Field field) {
        return field.getDeclaringClass().getName() + '.' + field.getName();
    }
}

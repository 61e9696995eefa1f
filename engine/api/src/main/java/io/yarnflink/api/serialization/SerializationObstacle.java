package io.yarnflink.api.serialization;

import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.transformation.Partitioning;
import java.io.Externalizable;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the field that keeps an object from being serialized: the one nearest to the object. */
final class SerializationObstacle {
    /** Enough for the state of any function; the search is only for a better message. */
    private static final int MAX_OBJECTS = 100_000;

    private record Step(String path, Object object) {}

    private final Queue<Step> open = new ArrayDeque<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private SerializationObstacle() {}

    static String describe(Object root, Throwable failure) {
        return new SerializationObstacle()
                .find(root)
                .map(SerializationObstacle::advice)
                .orElseGet(() -> other(failure));
    }

    private static String other(Throwable failure) {
        if (failure instanceof NotSerializableException) {
            return failure.getMessage() + " does not implement Serializable";
        }
        return failure instanceof StackOverflowError ? "its objects are nested too deeply" : failure.toString();
    }

    private static String advice(Step obstacle) {
        String found = obstacle.path() + " -> " + obstacle.object().getClass().getName()
                + " does not implement Serializable; ";
        if (obstacle.path().matches(".*\\.this\\$\\d+")) {
            return found + "the class is not static and so holds the object it was made in: make it static, or a lambda"
                    + " that uses none of that object's fields";
        }
        if (obstacle.path().endsWith(".this")) {
            return found + "the lambda uses a field or method of that object: copy what it needs to a local variable";
        }
        if (obstacle.path().matches(".*\\.captured variable \\d+")) {
            return found + "make the class Serializable, or create the object in open() of a rich function instead of"
                    + " capturing it";
        }
        if (!obstacle.path().contains(".") && !obstacle.path().contains("[")) {
            return found + "make the class Serializable";
        }
        return found + "make the field transient and create its value in open() of a rich function, or make the class"
                + " Serializable";
    }

    private Optional<Step> find(Object root) {
        visit(name(root.getClass()), root);
        for (Step step = open.poll(); step != null && seen.size() < MAX_OBJECTS; step = open.poll()) {
            if (!(step.object() instanceof Serializable)) {
                return Optional.of(step);
            }
            expand(step);
        }
        return Optional.empty();
    }

    private void expand(Step step) {
        Object object = replaced(step.object());
        if (object instanceof SerializedLambda lambda) {
            expandLambda(step.path(), lambda);
        } else if (object instanceof Object[]) {
            for (int i = 0; i < Array.getLength(object); i++) {
                visit(step.path() + '[' + i + ']', Array.get(object, i));
            }
        } else if (object instanceof Collection<?> collection) {
            int i = 0;
            for (Object element : collection) {
                visit(step.path() + '[' + i++ + ']', element);
            }
        } else if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                visit(step.path() + ".key(" + key + ')', key);
                visit(step.path() + '[' + key + ']', value);
            });
        } else if (object != step.object()) {
            visit(step.path(), object);
        } else {
            expandFields(step.path(), object);
        }
    }

    private void expandLambda(String path, SerializedLambda lambda) {
        String owner = lambda.getImplClass().replace('/', '.');
        for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
            Object captured = lambda.getCapturedArg(i);
            boolean isThis = i == 0
                    && captured != null
                    && captured.getClass().getName().equals(owner)
                    && lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic;
            visit(path + (isThis ? ".this" : ".captured variable " + (i + 1)), captured);
        }
    }

    private void expandFields(String path, Object object) {
        if (object instanceof Externalizable) {
            return;
        }
        for (Class<?> type = object.getClass();
                type != null && Serializable.class.isAssignableFrom(type);
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                int modifiers = field.getModifiers();
                if (!Modifier.isStatic(modifiers)
                        && !Modifier.isTransient(modifiers)
                        && !field.getType().isPrimitive()) {
                    visit(path + '.' + field.getName(), value(field, object), isDescription(object));
                }
            }
        }
    }

    private void visit(String path, @Nullable Object object) {
        visit(path, object, false);
    }

    private void visit(String path, @Nullable Object object, boolean startsPath) {
        if (object == null) {
            return;
        }
        boolean plain = object instanceof String
                || object instanceof Number
                || object instanceof Class<?>
                || object instanceof Enum<?>;
        if (!plain && seen.add(object)) {
            open.add(new Step(startsPath ? name(object.getClass()) : path, object));
        }
    }

    /** Descriptions of operators are the engine's: users know the functions in them. */
    private static boolean isDescription(Object object) {
        return object instanceof OperatorDescriptor || object instanceof Keying || object instanceof Partitioning;
    }

    /** What the object's own writeReplace puts in its place; lambdas have one. */
    private static Object replaced(Object object) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            try {
                var method = type.getDeclaredMethod("writeReplace");
                method.setAccessible(true);
                Object replacement = method.invoke(object);
                return replacement == null ? object : replacement;
            } catch (NoSuchMethodException ignored) {
                // A superclass may have it.
            } catch (ReflectiveOperationException | InaccessibleObjectException e) {
                return object;
            }
        }
        return object;
    }

    private static @Nullable Object value(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            // The JDK's own fields; what they hold is found by the serialization itself.
            return null;
        }
    }

    private static String name(Class<?> type) {
        String full = type.getName();
        int lambda = full.indexOf("$$Lambda");
        if (lambda >= 0) {
            return "lambda in " + full.substring(full.lastIndexOf('.', lambda) + 1, lambda);
        }
        return type.getSimpleName().isEmpty() ? full.substring(full.lastIndexOf('.') + 1) : type.getSimpleName();
    }
}

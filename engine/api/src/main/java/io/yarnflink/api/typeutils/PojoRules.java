package io.yarnflink.api.typeutils;

import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.typeinfo.TypeInfo;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What makes a class a POJO: it is public, and static if nested; it has a public constructor without parameters; each
 * field that is not static or transient is public and not final, or has a getter and a setter, and is of a known type.
 */
final class PojoRules {
    /** The fields of a POJO, or why the class is none. */
    record Verdict(List<PojoField> fields, String reason) {}

    private PojoRules() {}

    static Verdict judge(Class<?> type, Bindings inside, TypeAnalysis analysis) {
        Optional<String> wrongClass = wrongClass(type);
        if (wrongClass.isPresent()) {
            return new Verdict(List.of(), wrongClass.get());
        }
        var fields = new ArrayList<PojoField>();
        var names = new HashSet<String>();
        for (Field field : declaredFields(type, true)) {
            Optional<String> wrong = names.add(field.getName()) ? wrongField(field, type) : Optional.of(twice(field));
            if (wrong.isPresent()) {
                return new Verdict(List.of(), wrong.get());
            }
            try {
                fields.add(new PojoField(field, fieldType(field, inside, analysis)));
            } catch (UnknownTypeVariableException e) {
                throw e;
            } catch (InvalidTypesException e) {
                return new Verdict(List.of(), "field " + field.getName() + ": " + e.getMessage());
            }
        }
        return new Verdict(fields, "it has no fields");
    }

    /** The fields of a class and its superclasses that are part of its values. */
    static List<Field> declaredFields(Class<?> type, boolean ignoreDuplicates) {
        var fields = new ArrayList<Field>();
        var names = new HashSet<String>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (isState(field)) {
                    if (!names.add(field.getName()) && !ignoreDuplicates) {
                        throw new InvalidTypesException("In " + type.getName() + ", " + twice(field) + "; rename one");
                    }
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    private static String twice(Field field) {
        return "field " + field.getName() + " is declared twice in its class hierarchy";
    }

    static boolean hasInstanceFields(Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                return true;
            }
        }
        return false;
    }

    private static TypeInformation<?> fieldType(Field field, Bindings inside, TypeAnalysis analysis) {
        TypeInfo factory = field.getAnnotation(TypeInfo.class);
        return factory == null
                ? analysis.of(field.getGenericType(), inside)
                : TypeFactories.create(
                        factory, field.getType(), field.getGenericType(), variable -> analysis.of(variable, inside));
    }

    /** Why the class itself cannot be a POJO, whatever its fields. */
    static Optional<String> wrongClass(Class<?> type) {
        if (!Modifier.isPublic(type.getModifiers())) {
            return Optional.of("the class is not public");
        }
        if (type.isInterface()) {
            return Optional.of("it is an interface");
        }
        if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
            return Optional.of("the class is nested but not static");
        }
        if (!type.getModule().isOpen(type.getPackageName(), PojoRules.class.getModule())) {
            return Optional.of("its package is not open");
        }
        try {
            return Modifier.isPublic(type.getDeclaredConstructor().getModifiers())
                    ? Optional.empty()
                    : Optional.of("its constructor without parameters is not public");
        } catch (NoSuchMethodException e) {
            return Optional.of("it has no constructor without parameters");
        }
    }

    private static boolean isState(Field field) {
        return !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers());
    }

    private static Optional<String> wrongField(Field field, Class<?> type) {
        if (Modifier.isFinal(field.getModifiers())) {
            return Optional.of("field " + field.getName() + " is final");
        }
        if (Modifier.isPublic(field.getModifiers())) {
            return Optional.empty();
        }
        String name = plain(field.getName());
        boolean bool = field.getType() == boolean.class || field.getType() == Boolean.class;
        boolean getter = false;
        boolean setter = false;
        for (Method method : type.getMethods()) {
            String called = plain(method.getName());
            if (method.getParameterCount() == 0) {
                getter |= isOf(field, method.getReturnType())
                        && (called.equals("get" + name) || called.equals(name) || called.equals("is" + name));
            } else if (method.getParameterCount() == 1 && isOf(field, method.getParameterTypes()[0])) {
                setter |= called.equals("set" + name)
                        || (bool && name.startsWith("is") && called.equals("set" + name.substring("is".length())));
            }
        }
        if (getter && setter) {
            return Optional.empty();
        }
        return Optional.of("field " + field.getName() + " is not public and has no "
                + (getter ? "public setter" : "public getter"));
    }

    /** Methods may give and take the primitive of a field that is boxed. */
    private static boolean isOf(Field field, Class<?> accessed) {
        return accessed == field.getType()
                || (accessed.isPrimitive()
                        && MethodType.methodType(accessed).wrap().returnType() == field.getType());
    }

    /** Names are compared without case and underscores. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }
}

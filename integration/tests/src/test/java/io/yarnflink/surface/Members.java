package io.yarnflink.surface;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Type;

/** Looks members up in our classes by name and erased parameters. */
final class Members {
    private Members() {}

    static Optional<Class<?>> find(String binaryName) {
        try {
            return Optional.of(Class.forName(binaryName, false, Members.class.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError missing) {
            return Optional.empty();
        }
    }

    /** Whether the class or one of its parents offers the member to its users. */
    static boolean offers(Class<?> owner, String name, String parameters) {
        if (name.equals("<init>")) {
            for (Constructor<?> constructor : owner.getDeclaredConstructors()) {
                if (visible(constructor.getModifiers())
                        && parameters(constructor).equals(parameters)) {
                    return true;
                }
            }
            return false;
        }
        return parents(owner).stream().anyMatch(parent -> declares(parent, name, parameters));
    }

    static boolean declares(Class<?> owner, String name, String parameters) {
        for (Method method : owner.getDeclaredMethods()) {
            if (method.getName().equals(name)
                    && visible(method.getModifiers())
                    && parameters(Type.getMethodDescriptor(method)).equals(parameters)) {
                return true;
            }
        }
        return false;
    }

    /** The class itself, then its superclasses and interfaces. */
    static Set<Class<?>> parents(Class<?> owner) {
        Set<Class<?>> found = new LinkedHashSet<>();
        Deque<Class<?>> open = new ArrayDeque<>();
        open.add(owner);
        while (!open.isEmpty()) {
            Class<?> next = open.remove();
            if (!found.add(next)) {
                continue;
            }
            Class<?> parent = next.getSuperclass();
            if (parent != null) {
                open.add(parent);
            }
            open.addAll(Set.of(next.getInterfaces()));
        }
        return found;
    }

    static String parameters(String descriptor) {
        return descriptor.substring(0, descriptor.indexOf(')') + 1);
    }

    private static String parameters(Constructor<?> constructor) {
        return parameters(Type.getConstructorDescriptor(constructor));
    }

    private static boolean visible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }
}

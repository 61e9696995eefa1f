package io.yarnflink.api.typeutils;

import io.yarnflink.api.functions.Function;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is left of the types of a lambda or method reference: erased types, and a referenced method's own generics. */
final class LambdaTypes {
    private final Method interfaceMethod;
    private final MethodType erasedType;
    private final SerializedLambda lambda;
    private final ClassLoader loader;

    private LambdaTypes(Method interfaceMethod, SerializedLambda lambda, ClassLoader loader) {
        this.interfaceMethod = interfaceMethod;
        this.lambda = lambda;
        this.loader = loader;
        erasedType = MethodType.fromMethodDescriptorString(lambda.getInstantiatedMethodType(), loader);
    }

    /** Empty when {@code function} is neither a lambda nor a method reference. */
    static Optional<LambdaTypes> of(Function function, Class<?> functionInterface) {
        ClassLoader loader = functionInterface.getClassLoader();
        ClassLoader own = function.getClass().getClassLoader();
        SerializedLambda lambda = serialized(function);
        if (lambda == null) {
            return Optional.empty();
        }
        return Arrays.stream(functionInterface.getMethods())
                .filter(method -> method.getName().equals(lambda.getFunctionalInterfaceMethodName()))
                .filter(method -> descriptor(method).equals(lambda.getFunctionalInterfaceMethodSignature()))
                .findFirst()
                .map(method -> new LambdaTypes(method, lambda, own == null ? loader : own));
    }

    /** The class that a type variable of the interface was erased to, when it is a parameter or the result. */
    Optional<Class<?>> erased(TypeVariable<?> variable) {
        if (interfaceMethod.getGenericReturnType().equals(variable)) {
            return Optional.of(erasedType.returnType());
        }
        Type[] formal = interfaceMethod.getGenericParameterTypes();
        for (int i = 0; i < formal.length; i++) {
            if (formal[i].equals(variable)) {
                return Optional.of(erasedType.parameterType(i));
            }
        }
        return Optional.empty();
    }

    /** What is left where the type variable is written: in the result, or in the parameter that holds it. */
    String lost(TypeVariable<?> variable) {
        Type[] formal = interfaceMethod.getGenericParameterTypes();
        for (int i = 0; i < formal.length; i++) {
            if (formal[i] instanceof ParameterizedType generic
                    && List.of(generic.getActualTypeArguments()).contains(variable)) {
                String left = erasedType.parameterType(i).getSimpleName();
                return left + " of its parameter " + left + '<' + variable.getName() + '>';
            }
        }
        String part = interfaceMethod.getGenericReturnType().equals(variable) ? " of its result" : " of its parameter";
        return erased(variable).map(Class::getSimpleName).orElse("nothing") + part;
    }

    /** Binds the interface's type variables to what a referenced method declares; a lambda's own method is erased. */
    void bindTo(Bindings bindings) {
        Method method = referenced();
        if (method == null) {
            return;
        }
        bind(interfaceMethod.getGenericReturnType(), method.getGenericReturnType(), bindings);
        List<Type> actual = new ArrayList<>();
        if (lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic) {
            actual.add(method.getDeclaringClass());
        }
        actual.addAll(List.of(method.getGenericParameterTypes()));
        Type[] formal = interfaceMethod.getGenericParameterTypes();
        int captured = lambda.getCapturedArgCount();
        for (int i = 0; i < formal.length && captured + i < actual.size(); i++) {
            bind(formal[i], actual.get(captured + i), bindings);
        }
    }

    /** Only generic types are bound here: the others are in the erased type, as exact as the call needs them. */
    private static void bind(Type formal, Type actual, Bindings bindings) {
        if (formal instanceof TypeVariable<?> variable && actual instanceof ParameterizedType) {
            bindings.bindIfFree(variable, actual);
        } else if (formal instanceof ParameterizedType outer
                && actual instanceof ParameterizedType inner
                && outer.getRawType() == inner.getRawType()) {
            for (int i = 0; i < outer.getActualTypeArguments().length; i++) {
                if (outer.getActualTypeArguments()[i] instanceof TypeVariable<?> variable) {
                    bindings.bindIfFree(variable, inner.getActualTypeArguments()[i]);
                }
            }
        }
    }

    private @Nullable Method referenced() {
        int kind = lambda.getImplMethodKind();
        if (kind == MethodHandleInfo.REF_newInvokeSpecial) {
            return null;
        }
        try {
            Class<?> owner = Class.forName(lambda.getImplClass().replace('/', '.'), false, loader);
            for (Method method : owner.getDeclaredMethods()) {
                if (method.getName().equals(lambda.getImplMethodName())
                        && descriptor(method).equals(lambda.getImplMethodSignature())) {
                    return method.isSynthetic() ? null : method;
                }
            }
            return null;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "The class that a function comes from is gone: " + lambda.getImplClass(), e);
        }
    }

    private static @Nullable SerializedLambda serialized(Function function) {
        try {
            Method method = function.getClass().getDeclaredMethod("writeReplace");
            method.setAccessible(true);
            return method.invoke(function) instanceof SerializedLambda found ? found : null;
        } catch (NoSuchMethodException e) {
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Function " + function.getClass() + " cannot be looked into", e);
        }
    }

    private static String descriptor(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .toMethodDescriptorString();
    }
}

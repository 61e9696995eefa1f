package io.yarnflink.api.typeutils;

import io.yarnflink.api.functions.InvalidTypesException;
import java.lang.reflect.TypeVariable;

/** A type depends on a type variable that nothing binds, mostly because generics are erased. */
final class UnknownTypeVariableException extends InvalidTypesException {
    private final transient TypeVariable<?> variable;

    UnknownTypeVariableException(TypeVariable<?> variable) {
        super("The type variable " + variable.getName() + " of " + variable.getGenericDeclaration()
                + " is not known here, because generic types are erased at run time");
        this.variable = variable;
    }

    TypeVariable<?> variable() {
        return variable;
    }
}

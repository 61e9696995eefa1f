package io.yarnflink.api.typeutils;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/** Stands for a type that could not be found; using it fails with what is to be done. */
public class MissingTypeInfo extends TypeInformation<InvalidTypesException> {
    private final String functionName;
    private final InvalidTypesException typeException;

    public MissingTypeInfo(String functionName) {
        this(functionName, new InvalidTypesException("its type arguments are erased"));
    }

    public MissingTypeInfo(String functionName, InvalidTypesException typeException) {
        this.functionName = functionName;
        this.typeException = typeException;
    }

    public String getFunctionName() {
        return functionName;
    }

    public InvalidTypesException getTypeException() {
        return typeException;
    }

    @Override
    public boolean isBasicType() {
        throw missing();
    }

    @Override
    public boolean isTupleType() {
        throw missing();
    }

    @Override
    public int getArity() {
        throw missing();
    }

    @Override
    public int getTotalFields() {
        throw missing();
    }

    @Override
    public Class<InvalidTypesException> getTypeClass() {
        throw missing();
    }

    @Override
    public boolean isKeyType() {
        throw missing();
    }

    @Override
    public TypeSerializer<InvalidTypesException> createSerializer(ExecutionConfig config) {
        throw missing();
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other instanceof MissingTypeInfo;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MissingTypeInfo that && functionName.equals(that.functionName);
    }

    @Override
    public int hashCode() {
        return functionName.hashCode();
    }

    @Override
    public String toString() {
        return "MissingType<" + functionName + ">";
    }

    private InvalidTypesException missing() {
        return new InvalidTypesException(
                "The type that " + functionName + " returns is not known: " + typeException.getMessage()
                        + ". Call .returns(...) right after it",
                typeException);
    }
}

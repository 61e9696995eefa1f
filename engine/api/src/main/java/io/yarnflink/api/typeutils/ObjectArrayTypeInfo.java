package io.yarnflink.api.typeutils;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.serializers.ObjectArraySerializer;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/** Arrays of objects of any type. */
public class ObjectArrayTypeInfo<T, C> extends TypeInformation<T> {
    private final Class<T> arrayClass;
    private final TypeInformation<C> componentInfo;

    private ObjectArrayTypeInfo(Class<T> arrayClass, TypeInformation<C> componentInfo) {
        this.arrayClass = arrayClass;
        this.componentInfo = componentInfo;
    }

    public static <T, C> ObjectArrayTypeInfo<T, C> getInfoFor(Class<T> arrayClass, TypeInformation<C> componentInfo) {
        if (arrayClass.getComponentType() == null
                || arrayClass.getComponentType().isPrimitive()) {
            throw new IllegalArgumentException(arrayClass.getName() + " is not an array of objects");
        }
        return new ObjectArrayTypeInfo<>(arrayClass, componentInfo);
    }

    @SuppressWarnings("unchecked")
    public static <T, C> ObjectArrayTypeInfo<T, C> getInfoFor(TypeInformation<C> componentInfo) {
        return new ObjectArrayTypeInfo<>(
                (Class<T>) Array.newInstance(componentInfo.getTypeClass(), 0).getClass(), componentInfo);
    }

    public TypeInformation<C> getComponentInfo() {
        return componentInfo;
    }

    @Override
    public Class<T> getTypeClass() {
        return arrayClass;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    @SuppressWarnings("unchecked")
    public TypeSerializer<T> createSerializer(ExecutionConfig config) {
        return (TypeSerializer<T>) new ObjectArraySerializer<>(
                (Class<C>) arrayClass.getComponentType(), componentInfo.createSerializer(config));
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other instanceof ObjectArrayTypeInfo;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ObjectArrayTypeInfo<?, ?> that
                && arrayClass == that.arrayClass
                && componentInfo.equals(that.componentInfo);
    }

    @Override
    public int hashCode() {
        return 31 * arrayClass.getName().hashCode() + componentInfo.hashCode();
    }

    @Override
    public String toString() {
        return componentInfo + "[]";
    }
}

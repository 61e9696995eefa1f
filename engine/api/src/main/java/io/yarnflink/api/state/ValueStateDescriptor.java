package io.yarnflink.api.state;

import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Describes a {@link ValueState}. */
public class ValueStateDescriptor<T> extends StateDescriptor<ValueState<T>, T> {
    public ValueStateDescriptor(String name, Class<T> typeClass) {
        super(name, typeClass, null);
    }

    public ValueStateDescriptor(String name, TypeInformation<T> typeInfo) {
        super(name, typeInfo, null);
    }

    public ValueStateDescriptor(String name, TypeSerializer<T> typeSerializer) {
        super(name, typeSerializer, null);
    }

    /** {@code defaultValue} is what keys without a value show. */
    public ValueStateDescriptor(String name, Class<T> typeClass, @Nullable T defaultValue) {
        super(name, typeClass, defaultValue);
    }

    public ValueStateDescriptor(String name, TypeInformation<T> typeInfo, @Nullable T defaultValue) {
        super(name, typeInfo, defaultValue);
    }

    public ValueStateDescriptor(String name, TypeSerializer<T> typeSerializer, @Nullable T defaultValue) {
        super(name, typeSerializer, defaultValue);
    }

    @Override
    public Type getType() {
        return Type.VALUE;
    }
}

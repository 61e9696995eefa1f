package io.yarnflink.api.state;

import io.yarnflink.api.typeinfo.TypeInformation;

/** Describes a {@link ValueState}. */
public class ValueStateDescriptor<T> extends StateDescriptor<ValueState<T>, T> {
    public ValueStateDescriptor(String name, TypeInformation<T> typeInfo) {
        super(name, typeInfo);
    }

    public ValueStateDescriptor(String name, Class<T> typeClass) {
        super(name, TypeInformation.of(typeClass));
    }
}

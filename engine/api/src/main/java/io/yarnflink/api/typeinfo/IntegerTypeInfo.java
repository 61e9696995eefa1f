package io.yarnflink.api.typeinfo;

import io.yarnflink.api.typeutils.TypeSerializer;

/** Whole numbers in boxes. */
public class IntegerTypeInfo<T> extends NumericTypeInfo<T> {
    protected IntegerTypeInfo(Class<T> type, Class<?>[] possibleCastTargetTypes, TypeSerializer<T> serializer) {
        super(type, possibleCastTargetTypes, serializer);
    }
}

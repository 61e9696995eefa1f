package io.yarnflink.api.typeinfo;

import io.yarnflink.api.typeutils.TypeSerializer;

/** Numbers in boxes. */
public abstract class NumericTypeInfo<T> extends BasicTypeInfo<T> {
    protected NumericTypeInfo(Class<T> type, Class<?>[] possibleCastTargetTypes, TypeSerializer<T> serializer) {
        super(type, possibleCastTargetTypes, serializer);
    }
}

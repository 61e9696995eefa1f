package io.yarnflink.api.typeinfo;

import io.yarnflink.api.typeutils.TypeSerializer;

/** Numbers with a fraction in boxes. */
public class FractionalTypeInfo<T> extends NumericTypeInfo<T> {
    protected FractionalTypeInfo(Class<T> type, Class<?>[] possibleCastTargetTypes, TypeSerializer<T> serializer) {
        super(type, possibleCastTargetTypes, serializer);
    }
}

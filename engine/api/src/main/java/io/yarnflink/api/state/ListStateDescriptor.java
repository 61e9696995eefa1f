package io.yarnflink.api.state;

import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.ListTypeInfo;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.serializers.ListSerializer;
import java.lang.reflect.Type;
import java.util.List;

/** Describes a {@link ListState}. */
public class ListStateDescriptor<T> extends StateDescriptor<ListState<T>, List<T>> {
    public ListStateDescriptor(String name, Class<T> elementTypeClass) {
        this(name, TypeInformation.of(elementTypeClass));
    }

    public ListStateDescriptor(String name, TypeInformation<T> elementTypeInfo) {
        super(name, new ListTypeInfo<>(elementTypeInfo), null);
    }

    public ListStateDescriptor(String name, TypeSerializer<T> elementSerializer) {
        super(name, new ListSerializer<>(elementSerializer), null);
    }

    public TypeSerializer<T> getElementSerializer() {
        return ((ListSerializer<T>) getSerializer()).getElementSerializer();
    }

    @Override
    public Type getType() {
        return Type.LIST;
    }
}

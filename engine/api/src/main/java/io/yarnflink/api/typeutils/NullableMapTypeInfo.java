package io.yarnflink.api.typeutils;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.serializers.NullableSerializer;
import java.util.Map;

/** Maps from keys of one type to values of one type, or null instead of a map. */
public class NullableMapTypeInfo<K, V> extends MapTypeInfo<K, V> {
    public NullableMapTypeInfo(Class<K> keyClass, Class<V> valueClass) {
        super(keyClass, valueClass);
    }

    public NullableMapTypeInfo(TypeInformation<K> keyTypeInfo, TypeInformation<V> valueTypeInfo) {
        super(keyTypeInfo, valueTypeInfo);
    }

    @Override
    public TypeSerializer<Map<K, V>> createSerializer(ExecutionConfig config) {
        return NullableSerializer.of(super.createSerializer(config));
    }

    @Override
    public String toString() {
        return "NullableMap<" + getKeyTypeInfo() + ", " + getValueTypeInfo() + ">";
    }
}

package io.yarnflink.api.state;

import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.MapTypeInfo;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.serializers.MapSerializer;
import java.lang.reflect.Type;
import java.util.Map;

/** Describes a {@link MapState} or {@link BroadcastState}. */
public class MapStateDescriptor<UK, UV> extends StateDescriptor<MapState<UK, UV>, Map<UK, UV>> {
    public MapStateDescriptor(String name, Class<UK> keyClass, Class<UV> valueClass) {
        this(name, TypeInformation.of(keyClass), TypeInformation.of(valueClass));
    }

    public MapStateDescriptor(String name, TypeInformation<UK> keyTypeInfo, TypeInformation<UV> valueTypeInfo) {
        super(name, new MapTypeInfo<>(keyTypeInfo, valueTypeInfo), null);
    }

    public MapStateDescriptor(String name, TypeSerializer<UK> keySerializer, TypeSerializer<UV> valueSerializer) {
        super(name, new MapSerializer<>(keySerializer, valueSerializer), null);
    }

    public TypeSerializer<UK> getKeySerializer() {
        return ((MapSerializer<UK, UV>) getSerializer()).getKeySerializer();
    }

    public TypeSerializer<UV> getValueSerializer() {
        return ((MapSerializer<UK, UV>) getSerializer()).getValueSerializer();
    }

    @Override
    public Type getType() {
        return Type.MAP;
    }
}

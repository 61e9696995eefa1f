package io.yarnflink.api.typeutils;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.serializers.GenericSerializer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Any other class, whose values Java serialization writes: slowly, and only if they are {@link java.io.Serializable}. */
public class GenericTypeInfo<T> extends TypeInformation<T> {
    private static final Logger log = LoggerFactory.getLogger(GenericTypeInfo.class);
    private static final Set<String> warned = ConcurrentHashMap.newKeySet();

    private final Class<T> type;

    public GenericTypeInfo(Class<T> type) {
        this.type = type;
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isKeyType() {
        return KeyTypes.refusal(this).isEmpty();
    }

    @Override
    public TypeSerializer<T> createSerializer(ExecutionConfig config) {
        var serializer = new GenericSerializer<>(type);
        if (!serializer.isImmutableType() && warned.add(type.getName())) {
            log.warn(
                    "{} is written by Java serialization, which is slow; make it a record or a POJO to avoid that",
                    type.getName());
        }
        return serializer;
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other instanceof GenericTypeInfo;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GenericTypeInfo<?> that && type == that.type;
    }

    @Override
    public int hashCode() {
        return type.getName().hashCode();
    }

    @Override
    public String toString() {
        return "GenericType<" + type.getName() + ">";
    }
}

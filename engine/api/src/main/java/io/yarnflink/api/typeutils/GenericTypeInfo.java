package io.yarnflink.api.typeutils;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.types.Row;
import io.yarnflink.api.typeutils.serializers.GenericSerializer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Any other class, whose values Java serialization writes, field by field where they are not serializable: slowly. */
public class GenericTypeInfo<T> extends TypeInformation<T> {
    private static final Logger log = LoggerFactory.getLogger(GenericTypeInfo.class);
    private static final Set<String> warned = ConcurrentHashMap.newKeySet();

    private final Class<T> type;
    private final String reason;

    public GenericTypeInfo(Class<T> type) {
        this(type, "");
    }

    /** {@code reason} says why nothing better was found. */
    GenericTypeInfo(Class<T> type, String reason) {
        this.type = requireNonNull(type, "class is null");
        this.reason = reason;
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
        if (config.hasGenericTypesDisabled()) {
            throw new InvalidTypesException("Generic types are disabled (pipeline.generic-types: false), but "
                    + type.getName() + " can only be written by Java serialization" + because() + "; " + remedy());
        }
        var serializer = new GenericSerializer<>(type);
        if (!serializer.isImmutableType() && isFirst()) {
            log.warn("{} is written by Java serialization, which is slow{}; {}", type.getName(), because(), remedy());
        }
        return serializer;
    }

    /** Whether nobody was warned of the class yet; they are from now on. */
    final boolean isFirst() {
        return warned.add(type.getName());
    }

    private String because() {
        return reason.isEmpty() ? "" : ", because it is no POJO: " + reason;
    }

    private String remedy() {
        return type == Row.class
                ? "say what its fields are with Types.ROW(...)"
                : "make it a record or a POJO, or give its type information";
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

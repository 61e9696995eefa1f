package io.yarnflink.api.state;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Names a state and says what its values are; a name is unique within an operator. */
public abstract class StateDescriptor<S extends State, T> implements Serializable {
    /** The name. */
    protected final String name;

    private final @Nullable TypeInformation<T> typeInfo;
    private final @Nullable T defaultValue;
    private @Nullable TypeSerializer<T> serializer;
    private StateTtlConfig ttlConfig = StateTtlConfig.DISABLED;

    protected StateDescriptor(String name, TypeSerializer<T> serializer, @Nullable T defaultValue) {
        this.name = Objects.requireNonNull(name, "name is null");
        this.serializer = Objects.requireNonNull(serializer, "serializer is null");
        this.defaultValue = defaultValue;
        typeInfo = null;
    }

    protected StateDescriptor(String name, TypeInformation<T> typeInfo, @Nullable T defaultValue) {
        this.name = Objects.requireNonNull(name, "name is null");
        this.typeInfo = Objects.requireNonNull(typeInfo, "typeInfo is null");
        this.defaultValue = defaultValue;
    }

    protected StateDescriptor(String name, Class<T> type, @Nullable T defaultValue) {
        this(name, TypeInformation.of(Objects.requireNonNull(type, "type is null")), defaultValue);
    }

    /** The kinds of state. */
    public enum Type {
        VALUE,
        LIST,
        REDUCING,
        AGGREGATING,
        MAP
    }

    public abstract Type getType();

    public String getName() {
        return name;
    }

    /** The value of a key that has none yet: a copy, if it can change; null when there is no default. */
    public @Nullable T getDefaultValue() {
        // Threads share descriptors, but not serializers.
        return defaultValue == null || serializer == null
                ? defaultValue
                : serializer.duplicate().copy(defaultValue);
    }

    /** Lets values end some time after they were written. */
    public void enableTimeToLive(StateTtlConfig newTtlConfig) {
        ttlConfig = Objects.requireNonNull(newTtlConfig, "ttlConfig is null");
    }

    public StateTtlConfig getTtlConfig() {
        return ttlConfig;
    }

    /** A serializer of the values, for one thread; there once it was initialized. */
    public TypeSerializer<T> getSerializer() {
        if (serializer == null) {
            throw new IllegalStateException(
                    "State '" + name + "' has no serializer yet; it has one once a function asked"
                            + " its runtime context for the state");
        }
        return serializer.duplicate();
    }

    public boolean isSerializerInitialized() {
        return serializer != null;
    }

    /** Makes the serializer from the type that the descriptor was given. */
    public void initializeSerializerUnlessSet(ExecutionConfig executionConfig) {
        if (serializer == null && typeInfo != null) {
            serializer = typeInfo.createSerializer(executionConfig);
        }
    }

    /** Two descriptors are of the same state when their kinds and names are equal. */
    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof StateDescriptor<?, ?> that && getClass() == that.getClass() && name.equals(that.name);
    }

    @Override
    public final int hashCode() {
        return name.hashCode() + 31 * getClass().hashCode();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "{name=" + name + ", type=" + (typeInfo == null ? serializer : typeInfo)
                + "}";
    }
}

package io.yarnflink.api.serialization;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.configuration.PipelineOptions;
import io.yarnflink.api.configuration.ReadableConfig;
import java.util.LinkedHashSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The settings of one program. */
public final class SerializerConfigImpl implements SerializerConfig {
    private static final long serialVersionUID = 1L;
    private boolean genericTypes = true;
    private final LinkedHashSet<Class<?>> pojoTypes = new LinkedHashSet<>();

    @Override
    public boolean hasGenericTypesDisabled() {
        return !genericTypes;
    }

    public void setGenericTypes(boolean genericTypes) {
        this.genericTypes = genericTypes;
    }

    @Override
    @SuppressWarnings("NonApiType") // The users' signature.
    public LinkedHashSet<Class<?>> getRegisteredPojoTypes() {
        return new LinkedHashSet<>(pojoTypes);
    }

    public void registerPojoType(Class<?> type) {
        pojoTypes.add(requireNonNull(type, "POJO class is null"));
    }

    @Override
    public void configure(ReadableConfig configuration, ClassLoader classLoader) {
        configuration.getOptional(PipelineOptions.GENERIC_TYPES).ifPresent(this::setGenericTypes);
    }

    @Override
    public SerializerConfigImpl copy() {
        var copy = new SerializerConfigImpl();
        copy.genericTypes = genericTypes;
        copy.pojoTypes.addAll(pojoTypes);
        return copy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SerializerConfigImpl that
                && genericTypes == that.genericTypes
                && pojoTypes.equals(that.pojoTypes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(genericTypes, pojoTypes);
    }

    @Override
    public String toString() {
        return "SerializerConfig{generic types " + (genericTypes ? "allowed" : "refused") + ", POJOs " + pojoTypes
                + "}";
    }
}

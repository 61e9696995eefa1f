package io.yarnflink.api.serialization;

import io.yarnflink.api.configuration.ReadableConfig;
import java.io.Serializable;
import java.util.LinkedHashSet;

/** How values of a program's types are written. */
public interface SerializerConfig extends Serializable {
    /** Whether types that only Java serialization can write are refused. */
    boolean hasGenericTypesDisabled();

    /** The POJO classes that were named beforehand; they are found without being named too. */
    @SuppressWarnings("NonApiType") // The users' signature.
    LinkedHashSet<Class<?>> getRegisteredPojoTypes();

    /** Takes the settings of {@code configuration} over; what it does not mention stays. */
    void configure(ReadableConfig configuration, ClassLoader classLoader);

    SerializerConfig copy();
}

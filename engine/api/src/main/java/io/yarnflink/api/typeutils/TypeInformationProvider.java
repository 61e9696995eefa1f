package io.yarnflink.api.typeutils;

import io.yarnflink.api.typeinfo.TypeInformation;
import java.util.Optional;

/**
 * Knows the types of a library's classes, such as those that a schema compiler makes. Providers are found with
 * {@link java.util.ServiceLoader} in the class loader of the class in question, so that a program brings its own.
 */
public interface TypeInformationProvider {
    /** The type of a class that the provider knows; empty for any other class. */
    Optional<TypeInformation<?>> typeOf(Class<?> type);
}

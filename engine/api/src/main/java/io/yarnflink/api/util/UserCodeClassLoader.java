package io.yarnflink.api.util;

/** The classes of a job. */
@FunctionalInterface
public interface UserCodeClassLoader {
    ClassLoader asClassLoader();
}

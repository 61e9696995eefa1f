package io.yarnflink.api.common;

/** The classes of a job. */
@FunctionalInterface
public interface UserCodeClassLoader {
    ClassLoader asClassLoader();
}

package io.yarnflink.taskmanager.classes;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads a job: API and connectors come from the engine, all else from the job's own jars or the JDK. What the engine
 * itself is built with stays invisible, so that a job may bring any version of it.
 */
final class JobClassLoader extends URLClassLoader {
    private static final List<String> SHARED =
            List.of("io.yarnflink.api.", "io.yarnflink.connectors.", "org.slf4j.", "org.jspecify.");

    private final ClassLoader engine;

    static {
        registerAsParallelCapable();
    }

    JobClassLoader(URL[] jars, ClassLoader engine) {
        super("job", jars, ClassLoader.getPlatformClassLoader());
        this.engine = engine;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (SHARED.stream().anyMatch(name::startsWith)) {
            try {
                return engine.loadClass(name);
            } catch (ClassNotFoundException e) {
                // A connector that is not part of the engine comes with the job.
                return super.loadClass(name, resolve);
            }
        }
        return super.loadClass(name, resolve);
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = super.getResource(name);
        return own == null && isShared(name) ? engine.getResource(name) : own;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> found = new ArrayList<>(Collections.list(super.getResources(name)));
        if (isShared(name)) {
            found.addAll(Collections.list(engine.getResources(name)));
        }
        return Collections.enumeration(found);
    }

    /** Service files are named after the port, which is the API's, and their providers are the engine's. */
    private static boolean isShared(String resource) {
        String name = resource.replace('/', '.').replace("META-INF.services.", "");
        return SHARED.stream().anyMatch(name::startsWith);
    }
}

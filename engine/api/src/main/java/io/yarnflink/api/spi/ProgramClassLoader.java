package io.yarnflink.api.spi;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads the user's program, in the client as in containers: the API and connectors it was compiled against come from the
 * engine, all else from its own jars or the JDK. What the engine itself is built with stays invisible, so that the jars
 * may bring any version of it.
 */
public final class ProgramClassLoader extends URLClassLoader {
    /** Stack frames carry this name, which tells the user's code from everything else. */
    public static final String NAME = "program";

    private static final List<String> SHARED =
            List.of("io.yarnflink.api.", "io.yarnflink.connectors.", "org.slf4j.", "org.jspecify.");

    private final ClassLoader engine;

    static {
        registerAsParallelCapable();
    }

    public ProgramClassLoader(List<URL> jars, ClassLoader engine) {
        super(NAME, jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        this.engine = engine;
    }

    /** The loader of the program that this thread runs. */
    public static ClassLoader ofThread() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader != null ? loader : ProgramClassLoader.class.getClassLoader();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (SHARED.stream().anyMatch(name::startsWith)) {
            try {
                return engine.loadClass(name);
            } catch (ClassNotFoundException e) {
                // A connector that is not part of the engine comes with the program.
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

    private static boolean isShared(String resource) {
        String name = resource.replace('/', '.');
        return SHARED.stream().anyMatch(name::startsWith);
    }
}

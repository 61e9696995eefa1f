package io.yarnflink.client.program;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads the user's program: the API and connectors it was compiled against come from the client, all else from its own
 * jar or the JDK. What the client itself is built with stays invisible, so the jar may bring any version of it.
 */
final class ProgramClassLoader extends URLClassLoader {
    /** Stack frames carry this name, which tells the user's code from everything else. */
    static final String NAME = "program";

    private static final List<String> SHARED = List.of("io.yarnflink.api.", "io.yarnflink.connectors.", "org.slf4j.");

    private final ClassLoader client;

    static {
        registerAsParallelCapable();
    }

    ProgramClassLoader(URL jar, ClassLoader client) {
        super(NAME, new URL[] {jar}, ClassLoader.getPlatformClassLoader());
        this.client = client;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (SHARED.stream().anyMatch(name::startsWith)) {
            try {
                return client.loadClass(name);
            } catch (ClassNotFoundException e) {
                // A connector that is not part of the engine comes with the jar.
                return super.loadClass(name, resolve);
            }
        }
        return super.loadClass(name, resolve);
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = super.getResource(name);
        return own == null && isShared(name) ? client.getResource(name) : own;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> found = new ArrayList<>(Collections.list(super.getResources(name)));
        if (isShared(name)) {
            found.addAll(Collections.list(client.getResources(name)));
        }
        return Collections.enumeration(found);
    }

    private static boolean isShared(String resource) {
        String name = resource.replace('/', '.');
        return SHARED.stream().anyMatch(name::startsWith);
    }
}

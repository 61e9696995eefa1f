package io.yarnflink.taskmanager.classes;

import io.yarnflink.api.faults.FailPoint;
import io.yarnflink.api.spi.ProgramClassLoader;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The classes of jobs that all come from the same local jars, as those of one application do. */
public final class JobJars implements UserClasses {
    private static final Logger LOG = LoggerFactory.getLogger(JobJars.class);

    private final List<Path> jars;
    private final ClassLoader engine;
    private final Map<String, ProgramClassLoader> loaders = new HashMap<>();

    public JobJars(List<Path> jars, ClassLoader engine) {
        this.jars = List.copyOf(jars);
        this.engine = engine;
    }

    @Override
    public ClassLoader open(String jobId) throws IOException {
        ProgramClassLoader loader = loaders.get(jobId);
        if (loader == null) {
            FailPoint.hit("T3");
            loader = new ProgramClassLoader(urls(), engine);
            loaders.put(jobId, loader);
        }
        return loader;
    }

    private List<URL> urls() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            // A loader takes a missing jar for an empty one.
            if (!Files.isReadable(jar)) {
                throw new NoSuchFileException(jar.toString(), null, "the job's jar is missing or cannot be read");
            }
            urls.add(jar.toUri().toURL());
        }
        return urls;
    }

    @Override
    public void close(String jobId) {
        ProgramClassLoader loader = loaders.remove(jobId);
        if (loader != null) {
            try {
                loader.close();
            } catch (IOException e) {
                LOG.warn("{} its jars could not be closed", jobId, e);
            }
        }
    }
}

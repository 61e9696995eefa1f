package io.yarnflink.taskmanager.classes;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
    private final Map<String, JobClassLoader> loaders = new HashMap<>();

    public JobJars(List<Path> jars, ClassLoader engine) {
        this.jars = List.copyOf(jars);
        this.engine = engine;
    }

    @Override
    public ClassLoader open(String jobId) throws IOException {
        JobClassLoader loader = loaders.get(jobId);
        if (loader == null) {
            loader = new JobClassLoader(urls(), engine);
            loaders.put(jobId, loader);
        }
        return loader;
    }

    private URL[] urls() throws IOException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            Path jar = jars.get(i);
            // A loader takes a missing jar for an empty one.
            if (!Files.isReadable(jar)) {
                throw new NoSuchFileException(jar.toString(), null, "the job's jar is missing or cannot be read");
            }
            urls[i] = jar.toUri().toURL();
        }
        return urls;
    }

    @Override
    public void close(String jobId) {
        JobClassLoader loader = loaders.remove(jobId);
        if (loader != null) {
            try {
                loader.close();
            } catch (IOException e) {
                LOG.warn("{} its jars could not be closed", jobId, e);
            }
        }
    }
}

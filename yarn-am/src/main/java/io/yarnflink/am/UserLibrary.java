package io.yarnflink.am;

import io.yarnflink.api.spi.ProgramClassLoader;
import io.yarnflink.staging.launch.ContainerFiles;
import java.io.IOException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The job's jars in this container. */
final class UserLibrary {
    private UserLibrary() {}

    /** A class loader over all jars in {@code usrlib}, by name. */
    static ClassLoader open() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars()) {
            urls.add(jar.toUri().toURL());
        }
        return new ProgramClassLoader(urls, UserLibrary.class.getClassLoader());
    }

    static List<Path> jars() throws IOException {
        return jars(Path.of(ContainerFiles.USER_LIB));
    }

    static List<Path> jars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
            found.forEach(jars::add);
        }
        Collections.sort(jars);
        return jars;
    }
}

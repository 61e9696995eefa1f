package io.yarnflink.staging.launch;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.yarn.api.records.LocalResource;

/** The files of a container. Engine jars lie in {@code lib/}, in the class path's order, the job's jars in {@code usrlib/}. */
public record ContainerFiles(List<ContainerFile> files) {
    /** The folder of the engine's jars, which are the JVM's class path. */
    public static final String LIB = "lib/";
    /** The folder of the job's jars, which have a class loader of their own. */
    public static final String USER_LIB = "usrlib/";

    /** The folder of what the program registered for its functions, by {@code DistributedCache.fileName}. */
    public static final String CACHED_FILES = "cached/";

    public ContainerFiles {
        files = List.copyOf(files);
    }

    /** What YARN is told, by name in the container. */
    public Map<String, LocalResource> localResources() {
        Map<String, LocalResource> resources = new LinkedHashMap<>();
        files.forEach(file -> resources.put(file.link(), file.toLocalResource()));
        return resources;
    }

    /** Every engine jar by name: a wildcard would leave the order, and with it class-data sharing, to the host. */
    public String classPath() {
        return files.stream()
                .map(ContainerFile::link)
                .filter(link -> link.startsWith(LIB))
                .collect(Collectors.joining(":"));
    }

    /** One line per file. */
    public byte[] write() {
        return files.stream()
                .map(ContainerFile::line)
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    public static ContainerFiles read(byte[] bytes) {
        return new ContainerFiles(new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty())
                .map(ContainerFile::parse)
                .toList());
    }
}

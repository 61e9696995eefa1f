package io.yarnflink.staging.launch;

import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.apache.hadoop.yarn.api.records.URL;

/** A file that YARN puts into a container: its name there, where it lies, and the size and time that YARN checks. */
public record ContainerFile(String link, URI location, long size, long modifiedAt, LocalResourceVisibility visibility) {

    public ContainerFile {
        if (link.isEmpty() || link.startsWith("/") || link.contains("..") || !link.matches("[^\\p{Cntrl}\"`$\\\\]+")) {
            throw new IllegalArgumentException("not a name for a file in a container: '" + link + "'");
        }
    }

    /** {@code everyoneReads} lets YARN localize the file once per node, for all users. */
    public static ContainerFile of(String link, FileStatus file, boolean everyoneReads) {
        return new ContainerFile(
                link,
                file.getPath().toUri(),
                file.getLen(),
                file.getModificationTime(),
                everyoneReads ? LocalResourceVisibility.PUBLIC : LocalResourceVisibility.APPLICATION);
    }

    public LocalResource toLocalResource() {
        return LocalResource.newInstance(
                URL.fromPath(new Path(location)), LocalResourceType.FILE, visibility, size, modifiedAt);
    }

    String line() {
        return String.join(
                "\t", link, location.toString(), String.valueOf(size), String.valueOf(modifiedAt), visibility.name());
    }

    static ContainerFile parse(String line) {
        String[] parts = line.split("\t", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException("not a container file (5 fields separated by tabs): '" + line + "'");
        }
        try {
            return new ContainerFile(
                    parts[0],
                    new URI(parts[1]),
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]),
                    LocalResourceVisibility.valueOf(parts[4]));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a container file: '" + line + "'", e);
        }
    }
}

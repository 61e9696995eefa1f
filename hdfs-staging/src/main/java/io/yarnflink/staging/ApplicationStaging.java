package io.yarnflink.staging;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/** The private folder of one application, {@code <root>/<user>/<applicationId>}: what only its own user may read. */
public final class ApplicationStaging {
    /** The serialized job graph. */
    public static final String JOB_GRAPH = "job.graph";
    /** The effective configuration, see {@link SettingsFile}. */
    public static final String SETTINGS = "settings.properties";
    /** The Hadoop client's configuration, see {@link JobSite}. */
    public static final String JOB_SITE = "job-site.xml";
    /** What is localized for every TaskManager, see {@link io.yarnflink.staging.launch.ContainerFiles}. */
    public static final String TASK_MANAGER_FILES = "taskmanager.files";
    /** The key under which other client processes of the same user reach the Dispatcher. */
    public static final String CLIENT_TOKEN = "client-token";

    private static final String APPLICATION = "application_";
    private static final FsPermission OWNER_FOLDER = new FsPermission((short) 0700);
    private static final FsPermission OWNER_FILE = new FsPermission((short) 0600);

    private final FileSystem fs;
    private final Path directory;

    /** An application that has a staging folder, and when that last changed, in milliseconds since the epoch. */
    public record Staged(String applicationId, long changedAt) {}

    private ApplicationStaging(FileSystem fs, Path directory) {
        this.fs = fs;
        this.directory = directory;
    }

    /** Makes the folder, for its owner alone. */
    public static ApplicationStaging create(FileSystem fs, Path root, String user, String applicationId)
            throws IOException {
        Path own = SharedFolders.makeOwn(fs, fs.makeQualified(root), user, OWNER_FOLDER);
        Path directory = new Path(own, applicationId);
        fs.mkdirs(directory, OWNER_FOLDER);
        // The mode given to mkdirs passes the umask.
        fs.setPermission(directory, OWNER_FOLDER);
        return new ApplicationStaging(fs, directory);
    }

    /** A staging folder made before, perhaps gone by now. */
    public static ApplicationStaging at(FileSystem fs, Path directory) {
        return new ApplicationStaging(fs, fs.makeQualified(directory));
    }

    /** Where an application of {@code user} is staged below {@code root}. */
    public static ApplicationStaging of(FileSystem fs, Path root, String user, String applicationId) {
        return at(fs, new Path(new Path(root, user), applicationId));
    }

    /** What {@code user} has staged below {@code root} and nobody has removed, the oldest first. */
    public static List<Staged> list(FileSystem fs, Path root, String user) throws IOException {
        try {
            return Arrays.stream(fs.listStatus(new Path(root, user)))
                    .filter(status ->
                            status.isDirectory() && status.getPath().getName().startsWith(APPLICATION))
                    .map(status -> new Staged(status.getPath().getName(), status.getModificationTime()))
                    .sorted(Comparator.comparingLong(Staged::changedAt))
                    .toList();
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }

    public Path directory() {
        return directory;
    }

    /** Writes a file for its owner alone and returns it as it now stands. */
    public FileStatus write(String name, byte[] bytes) throws IOException {
        Path file = new Path(directory, name);
        try (OutputStream out = FileSystem.create(fs, file, OWNER_FILE)) {
            out.write(bytes);
        }
        return fs.getFileStatus(file);
    }

    /** Copies a local file, for its owner alone, and returns it as it now stands. */
    public FileStatus copy(String name, java.nio.file.Path local) throws IOException {
        Path file = new Path(directory, name);
        fs.mkdirs(file.getParent(), OWNER_FOLDER);
        try (OutputStream out = FileSystem.create(fs, file, OWNER_FILE)) {
            Files.copy(local, out);
        }
        return fs.getFileStatus(file);
    }

    /** Fails with {@link java.io.FileNotFoundException} when the file, or the whole staging, is gone. */
    public byte[] read(String name) throws IOException {
        try (FSDataInputStream in = fs.open(new Path(directory, name))) {
            return in.readAllBytes();
        }
    }

    public boolean exists() throws IOException {
        return fs.exists(directory);
    }

    /** Where {@link #keep} moves a folder of the application in {@code directory}. */
    public static String kept(String directory, String name) {
        int slash = directory.lastIndexOf('/');
        return directory.substring(0, slash) + "/kept-" + name + directory.substring(slash);
    }

    /** Moves one of its folders to where no sweep finds it, for its owner to use; nothing happens when it is not there. */
    public void keep(String name) throws IOException {
        Path folder = new Path(directory, name);
        Path kept = new Path(kept(directory.toString(), name));
        if (fs.exists(folder)) {
            fs.mkdirs(kept.getParent(), OWNER_FOLDER);
            if (!fs.rename(folder, kept)) {
                throw new IOException(folder + " could not be moved to " + kept);
            }
        }
    }

    /** Removes the folder; nothing happens when it is gone. */
    public void remove() throws IOException {
        fs.delete(directory, true);
    }
}

package io.yarnflink.staging;

import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.AccessControlException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folders in which several users put what is theirs; one that lies in a user's home is that user's alone to write. */
final class SharedFolders {
    private static final Logger LOG = LoggerFactory.getLogger(SharedFolders.class);
    /** As for /tmp: everyone adds, and only the owner of an entry removes it. */
    private static final FsPermission EVERYONE_ADDS = new FsPermission((short) 01777);

    static final FsPermission EVERYONE_PASSES = new FsPermission((short) 0755);

    private SharedFolders() {}

    /** Makes what is missing from {@code root} down to {@code folder}, and above it, whatever the umask. */
    static void make(FileSystem fs, Path root, Path folder) throws IOException {
        FsPermission permission = inHome(fs, root) ? EVERYONE_PASSES : EVERYONE_ADDS;
        make(fs, root, folder, permission);
    }

    /**
     * Makes in {@code root} the folder that {@code user} alone writes. One that somebody else has laid out is refused:
     * its owner could replace whatever is put there, also between a look at it and YARN's.
     */
    static Path makeOwn(FileSystem fs, Path root, String user, FsPermission permission) throws IOException {
        make(fs, root, root);
        Path own = new Path(root, user);
        fs.mkdirs(own, permission);
        FileStatus made = fs.getFileStatus(own);
        if (!made.getOwner().equals(user)) {
            throw new AccessControlException(own + " belongs to " + made.getOwner() + ", who could replace what " + user
                    + " puts there: have it removed, or use another yarn.staging-directory");
        }
        if (!made.getPermission().equals(permission)) {
            // The mode given to mkdirs passes the umask.
            fs.setPermission(own, permission);
        }
        return own;
    }

    /** Makes what is missing from {@code root}, which is there, down to {@code folder}: for one user to write, for all to pass. */
    static void makeReadable(FileSystem fs, Path root, Path folder) throws IOException {
        make(fs, root, folder, EVERYONE_PASSES);
    }

    private static void make(FileSystem fs, Path root, Path folder, FsPermission permission) throws IOException {
        if (fs.exists(folder)) {
            return;
        }
        Path parent = folder.getParent();
        if (parent != null) {
            make(fs, root, parent, folder.equals(root) ? EVERYONE_PASSES : permission);
        }
        fs.mkdirs(folder, permission);
        try {
            fs.setPermission(folder, permission);
        } catch (AccessControlException e) {
            LOG.debug("{} was made by another user meanwhile, who sees to its permission", folder, e);
        }
    }

    private static boolean inHome(FileSystem fs, Path root) {
        Path home = fs.makeQualified(fs.getHomeDirectory());
        for (Path folder = root; folder != null; folder = folder.getParent()) {
            if (folder.equals(home)) {
                return true;
            }
        }
        return false;
    }
}

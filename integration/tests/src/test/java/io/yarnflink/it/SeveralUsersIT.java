package io.yarnflink.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.it.CommandLine.Result;
import io.yarnflink.staging.ArtifactCache;
import io.yarnflink.staging.ArtifactCache.Artifact;
import io.yarnflink.staging.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.PrivilegedExceptionAction;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Users who do not trust each other share one staging directory. */
@ExtendWith(SharedCluster.class)
class SeveralUsersIT {
    private static final FsPermission EVERYONE_ADDS = new FsPermission((short) 01777);

    @TempDir
    java.nio.file.Path folder;

    @Test
    void nobodyPlantsAJarThatAnotherUserTakesForItsOwn(CommandLine cli) throws Exception {
        Path cache = shared(cli, "/planted/cache");
        java.nio.file.Path good = Files.writeString(folder.resolve("job.jar"), "good");
        java.nio.file.Path evil =
                Files.writeString(Files.createDirectory(folder.resolve("evil")).resolve("job.jar"), "evil");
        FileSystem mallorys = fileSystem(cli, "mallory");
        Artifact planted = ArtifactCache.of(mallorys, cache, "mallory", "m").put(evil, Sha256.of(good));
        assertThat(planted.uploaded()).isTrue();

        FileSystem alices = fileSystem(cli, "alice");
        Artifact artifact = ArtifactCache.of(alices, cache, "alice", "a").put(good);
        try (InputStream in = alices.open(artifact.file().getPath())) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("good");
        }
        assertThat(artifact.file().getOwner()).isEqualTo("alice");
        assertThat(artifact.everyoneReads()).isTrue();
        Path beside = new Path(artifact.file().getPath().getParent(), "other.jar");
        assertThatThrownBy(() -> mallorys.create(beside)).isInstanceOf(AccessControlException.class);
        assertThatThrownBy(() -> mallorys.delete(artifact.file().getPath(), false))
                .isInstanceOf(AccessControlException.class);
    }

    @Test
    void aCacheLaidOutByAnotherUserIsRefusedByName(CommandLine cli) throws Exception {
        Path base = shared(cli, "/laid-out");
        shared(cli, "/laid-out/cache");
        fileSystem(cli, "mallory").mkdirs(new Path(base, "cache/alice"), new FsPermission((short) 0777));
        Result result = submit(cli.with("HADOOP_USER_NAME", "alice"), base);
        assertThat(result.exitCode()).as("%s", result).isEqualTo(22);
        assertThat(result.err()).contains("SECURITY", "cache/alice belongs to mallory");
    }

    @Test
    void aUserWithoutAHomeRunsJobsFromASharedStagingDirectory(CommandLine cli) throws Exception {
        Path base = shared(cli, "/shared");
        CommandLine alice = cli.with("HADOOP_USER_NAME", "alice");
        Result result = submit(alice, base);
        assertThat(result.exitCode()).as("%s", result).isZero();
        assertThat(result.out()).contains("a\t2\n");
        Result status = alice.run(
                "status", "-Dyarn.staging-directory=" + base, "--format", "properties", result.field("applicationId"));
        assertThat(status.exitCode()).as("%s", status).isZero();
        assertThat(status.field("state")).isEqualTo("FINISHED");
    }

    private Result submit(CommandLine cli, Path base) throws Exception {
        java.nio.file.Path text = Files.writeString(folder.resolve("a.txt"), "a b a");
        return cli.run(
                "submit",
                "--format",
                "properties",
                "-Dyarn.staging-directory=" + base,
                "examples/word-count.jar",
                "--",
                "--input",
                text.toString());
    }

    /** A folder as an administrator makes it for all users. */
    private static Path shared(CommandLine cli, String path) throws IOException {
        Path made = new Path(path);
        cli.hdfs().files().mkdirs(made);
        cli.hdfs().files().setPermission(made, EVERYONE_ADDS);
        return cli.hdfs().files().makeQualified(made);
    }

    private static FileSystem fileSystem(CommandLine cli, String user) throws IOException, InterruptedException {
        FileSystem own = cli.hdfs().files();
        return UserGroupInformation.createRemoteUser(user).doAs((PrivilegedExceptionAction<FileSystem>)
                () -> FileSystem.newInstance(own.getUri(), own.getConf()));
    }
}

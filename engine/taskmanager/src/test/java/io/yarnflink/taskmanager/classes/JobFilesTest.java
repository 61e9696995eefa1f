package io.yarnflink.taskmanager.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.cache.DistributedCache.DistributedCacheEntry;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFilesTest {
    @TempDir
    Path folder;

    @Test
    void filesAndFoldersAreCopiedAndRemovedWithTheJob() throws Exception {
        Path tree = folder.resolve("tree");
        Path below = Files.createDirectories(tree.resolve("below"));
        Files.writeString(below.resolve("leaf.sh"), "echo");
        Path single = Files.writeString(folder.resolve("single"), "1");
        CopiedFiles files = new CopiedFiles();
        Path copy = files.local("a/tree", new DistributedCacheEntry(tree.toString(), true));
        Path other =
                files.local("single", new DistributedCacheEntry(single.toUri().toString(), false));
        assertThat(copy.resolve("below/leaf.sh")).hasContent("echo").isExecutable();
        assertThat(other).hasContent("1").isNotEqualTo(single);
        assertThat(Files.isExecutable(other)).isFalse();
        Files.writeString(other, "changed");
        assertThat(single).as("the original").hasContent("1");
        files.close();
        files.close();
        assertThat(copy.getParent()).doesNotExist();
    }

    @Test
    void whatWasPutIntoTheProcesssFolderIsFoundByItsName() throws Exception {
        Files.writeString(folder.resolve("a%2Fb"), "x");
        LocalizedFiles files = new LocalizedFiles(folder);
        assertThat(files.local("a/b", new DistributedCacheEntry("hdfs:///x", false)))
                .hasContent("x")
                .isAbsolute();
        assertThatThrownBy(() -> files.local("c", new DistributedCacheEntry("hdfs:///c", false)))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("it was not shipped with the job, as hdfs:///c");
        files.close();
        assertThat(folder.resolve("a%2Fb")).exists();
    }
}

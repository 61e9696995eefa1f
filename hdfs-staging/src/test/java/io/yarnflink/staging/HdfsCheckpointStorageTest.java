package io.yarnflink.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.state.storage.CheckpointStorage;
import io.yarnflink.testkit.storage.CheckpointStorageContract;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class HdfsCheckpointStorageTest {
    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> foldersOfHadoopKeepToTheContract() {
        return CheckpointStorageContract.checks().entrySet().stream()
                .map(check -> DynamicTest.dynamicTest(
                        check.getKey(),
                        () -> check.getValue()
                                .run(storage(String.valueOf(check.getKey().hashCode())))));
    }

    private CheckpointStorage storage(String name) throws Exception {
        return new HdfsCheckpointStorage(LocalHadoop.fileSystem(), LocalHadoop.path(folder.resolve(name)));
    }

    @Test
    void onlyTheOwnerReadsState() throws Exception {
        CheckpointStorage storage = storage("own");
        storage.makeFolder("a");
        storage.create("a/file").close();
        assertThat(LocalHadoop.mode(folder.resolve("own/a"))).isEqualTo("700");
        assertThat(LocalHadoop.mode(folder.resolve("own/a/file"))).isEqualTo("600");
        assertThat(storage.location("a/file")).isEqualTo("file:" + folder.resolve("own/a/file"));
    }

    @Test
    void fileSystemsWithoutExclusiveRenamesAreRefused() {
        HdfsCheckpointStorages storages = new HdfsCheckpointStorages();
        assertThatThrownBy(() -> storages.open("s3a://bucket/x"))
                .hasMessageContaining("s3a: do not refuse an existing target");
        assertThatThrownBy(() -> storages.open("checkpoints")).hasMessageContaining("not absolute");
    }
}

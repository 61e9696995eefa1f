package io.yarnflink.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.state.storage.CheckpointStorage;
import io.yarnflink.state.storage.CheckpointStorages;
import io.yarnflink.state.storage.LocalCheckpointStorage;
import io.yarnflink.state.storage.LocalCheckpointStorages;
import io.yarnflink.state.storage.StoredOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class CheckpointStorageContractTest {
    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> storageInMemoryKeepsToTheContract() {
        return tests(name -> new MemoryCheckpointStorages().open("memory:/" + name));
    }

    @TestFactory
    Stream<DynamicTest> localFoldersKeepToTheContract() {
        return tests(name -> new LocalCheckpointStorage(folder.resolve(name)));
    }

    private static Stream<DynamicTest> tests(CheckpointStorages storages) {
        return CheckpointStorageContract.checks().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> entry.getValue()
                                .run(storages.open(String.valueOf(entry.getKey().hashCode())))));
    }

    @Test
    void ofManyThatRenameToOneFileOneWins() throws Exception {
        CheckpointStorage storage = new LocalCheckpointStorage(folder);
        storage.makeFolder("a");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 20; round++) {
                int current = round;
                List<Callable<Integer>> attempts = IntStream.range(0, 4)
                        .<Callable<Integer>>mapToObj(
                                i -> () -> renamed(storage, "a/from-" + current + "-" + i, current))
                        .toList();
                int winners = 0;
                for (Future<Integer> attempt : threads.invokeAll(attempts)) {
                    winners += attempt.get();
                }
                assertThat(winners).isOne();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static int renamed(CheckpointStorage storage, String from, int round) throws IOException {
        storage.create(from).close();
        try {
            storage.rename(from, "a/to-" + round);
            return 1;
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void foldersAreFoundByTheirAddresses() throws Exception {
        CheckpointStorages storages = new LocalCheckpointStorages();
        CheckpointStorage storage = storages.open(folder.toUri().toString());
        storage.makeFolder("x");
        assertThat(folder.resolve("x")).isDirectory();
        assertThat(storages.open(storage.location("x")).location("y"))
                .isEqualTo(folder.resolve("x/y").toUri().toString());
        storages.open("file:" + folder + "/with a space").makeFolder("100% ä");
        assertThat(folder.resolve("with a space/100% ä")).isDirectory();
        assertThat(storages.open("file://localhost" + folder).exists("x")).isTrue();
        assertThatThrownBy(() -> storages.open("file://elsewhere/x")).hasMessageContaining("'elsewhere'");
        assertThatThrownBy(() -> storages.open("hdfs://host/x")).hasMessageContaining("file:///path");
        assertThatThrownBy(() -> storages.open("file:x")).hasMessageContaining("not absolute");
    }

    @Test
    void faultsFailCallsBeforeOrAfterTheyWereCarriedOut() throws Exception {
        MemoryCheckpointStorages files = new MemoryCheckpointStorages();
        files.open("memory:/a").makeFolder("x");
        CheckpointStorage storage =
                files.with(StorageFaults.random(new SplittableRandom(1), 0.5)).open("memory:/a");
        int failedButThere = 0;
        int failed = 0;
        for (int i = 0; i < 100; i++) {
            String path = "x/" + i;
            try (StoredOutput out = storage.create(path)) {
                out.write(1);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("injected failure");
                failed++;
                failedButThere += files.open("memory:/a").exists(path) ? 1 : 0;
            }
        }
        assertThat(failed).isGreaterThan(20);
        assertThat(failedButThere).isBetween(1, failed - 1);
    }
}

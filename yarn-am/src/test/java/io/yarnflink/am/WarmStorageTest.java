package io.yarnflink.am;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.state.storage.CheckpointStorages;
import io.yarnflink.state.storage.LocalCheckpointStorages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmStorageTest {
    private final ExecutorService io = Executors.newCachedThreadPool();
    private final List<String> opened = new ArrayList<>();
    private final CheckpointStorages storages = folder -> {
        opened.add(folder);
        return new LocalCheckpointStorages().open(folder);
    };

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        io.shutdown();
    }

    @Test
    void whoHasNothingToDoOpensTheStorage() throws Exception {
        Files.writeString(folder.resolve("settings"), "a");
        whenIdle(true);
        assertThat(opened).containsExactly(folder.toUri().toString());
    }

    @Test
    void whoHasWorkLeavesItToTheWork() throws Exception {
        whenIdle(false);
        assertThat(opened).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNobodysConcern() {
        WarmStorage.read(storages, folder.toUri().toString(), "missing");
        assertThat(opened).hasSize(1);
    }

    private void whenIdle(boolean idle) throws Exception {
        WarmStorage.whenIdle(
                        () -> CompletableFuture.completedFuture(idle),
                        storages,
                        folder.toUri().toString(),
                        "settings",
                        io)
                .get(10, TimeUnit.SECONDS);
    }
}

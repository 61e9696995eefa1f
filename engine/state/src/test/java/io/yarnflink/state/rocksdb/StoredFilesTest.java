package io.yarnflink.state.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.state.rocksdb.StoredFiles.StoredFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredFilesTest {
    private final StoredFiles files = new StoredFiles();

    private static StoredFile file(long snapshot, long length) {
        return new StoredFile(() -> length, snapshot);
    }

    @Test
    void filesOfTheNewestDurableSnapshotAreKept() {
        files.durable(2, Map.of("a", file(1, 10), "b", file(2, 10)));
        files.durable(1, Map.of("a", file(1, 10), "old", file(1, 10)));
        assertThat(files.toKeep(List.of("a", "b", "old", "new"))).containsOnlyKeys("a", "b");
    }

    @Test
    void aLittleThatKeepsMuchAliveIsStoredAnew() {
        StoredFile large = file(1, 90);
        StoredFile small = file(1, 10);
        files.durable(1, Map.of("large", large, "small", small));
        assertThat(files.toKeep(List.of("large", "small"))).hasSize(2);
        assertThat(files.toKeep(List.of("small"))).isEmpty();
        files.durable(2, Map.of("small", small, "new", file(2, 5)));
        assertThat(files.toKeep(List.of("small", "new"))).containsOnlyKeys("new");
    }
}

package io.yarnflink.api.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.cache.DistributedCache.DistributedCacheEntry;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.PipelineOptions;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.tuple.Tuple2;
import java.io.File;
import java.io.FileNotFoundException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DistributedCacheTest {
    private final StreamExecutionEnvironment environment = new StreamExecutionEnvironment();

    @Test
    void registeredFilesAreListedInTheirOrder() {
        environment.registerCachedFile("hdfs://host:8020/a;b,c/it's.txt", "model");
        environment.registerCachedFile("/opt/tool.sh", "tool", true);
        assertThat(environment.getCachedFiles())
                .containsExactly(
                        Tuple2.of("model", new DistributedCacheEntry("hdfs://host:8020/a;b,c/it's.txt", false)),
                        Tuple2.of("tool", new DistributedCacheEntry("/opt/tool.sh", true)));
        assertThatThrownBy(() -> environment.registerCachedFile("/other", "tool"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a cached file 'tool' is registered already");
    }

    @Test
    void filesMayBeRegisteredInTheConfiguration() {
        environment.configure(Configuration.fromMap(Map.of(
                PipelineOptions.CACHED_FILES.key(),
                "name:f,path:'file:///tmp/f',executable:true;name:g,path:hdfs:///g")));
        assertThat(environment.getCachedFiles())
                .containsExactly(
                        Tuple2.of("f", new DistributedCacheEntry("file:///tmp/f", true)),
                        Tuple2.of("g", new DistributedCacheEntry("hdfs:///g", false)));
        assertThatThrownBy(() -> DistributedCache.parseCachedFilesFromString(List.of("path:/g")))
                .hasMessage("a cached file needs a name and a path, as in name:model,path:'hdfs:///model', but got"
                        + " path:/g");
    }

    @Test
    void entriesTravelInAConfigurationAndTheFirstOfANameStays() {
        Configuration configuration = new Configuration();
        DistributedCache.writeFileInfoToConfig("a", new DistributedCacheEntry("/1", true), configuration);
        DistributedCache.writeFileInfoToConfig("b", new DistributedCacheEntry("/2", false), configuration);
        DistributedCache.writeFileInfoToConfig("a", new DistributedCacheEntry("/3", false), configuration);
        assertThat(DistributedCache.readFileInfoFromConfig(configuration))
                .containsExactly(
                        Map.entry("a", new DistributedCacheEntry("/1", true)),
                        Map.entry("b", new DistributedCacheEntry("/2", false)));
        assertThat(new DistributedCacheEntry("/1", true))
                .hasToString("/1 (executable)")
                .isNotEqualTo(new DistributedCacheEntry("/1", false))
                .hasSameHashCodeAs(new DistributedCacheEntry("/1", true));
    }

    @Test
    void aFileThatIsNotThereIsNamedTogetherWithTheReason() {
        var cache = new DistributedCache(Map.of(
                "here", CompletableFuture.completedFuture(new Path("file:///tmp/a b")),
                "gone", CompletableFuture.failedFuture(new FileNotFoundException("/lost"))));
        assertThat(cache.getFile("here")).isEqualTo(new File("/tmp/a b"));
        assertThatThrownBy(() -> cache.getFile("other"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No file 'other' was registered with registerCachedFile, only [gone, here]");
        assertThatThrownBy(() -> cache.getFile("gone"))
                .hasMessage("the cached file 'gone' is not here: java.io.FileNotFoundException: /lost")
                .hasRootCauseInstanceOf(FileNotFoundException.class);
    }

    @Test
    void anyNameBecomesAFileOfOneFolder() {
        assertThat(DistributedCache.fileName("model-1.bin")).isEqualTo("model-1.bin");
        assertThat(DistributedCache.fileName("a/b c*")).isEqualTo("a%2Fb+c%2A");
        assertThat(DistributedCache.fileName("..")).isEqualTo("%2E%2E");
        assertThat(DistributedCache.fileName(".")).isEqualTo("%2E");
    }
}

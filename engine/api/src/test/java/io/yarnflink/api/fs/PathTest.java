package io.yarnflink.api.fs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.junit.jupiter.api.Test;

class PathTest {
    @Test
    void aLocalFileIsAPathOfThisMachine() {
        Path path = Path.fromLocalFile(new File("/data/a b/"));

        assertThat(path).isEqualTo(new Path("file:///data/a b"));
        assertThat(path.getName()).isEqualTo("a b");
        assertThat(path.toUri().getScheme()).isEqualTo("file");
    }

    @Test
    void pathsAreJoinedAndGetSuffixes() {
        assertThat(new Path(new Path("hdfs://host:1/data"), new Path("/day/1")))
                .isEqualTo(new Path("hdfs://host:1/data/day/1"));
        assertThat(new Path("/data", "day")).isEqualTo(new Path("/data/day"));
        assertThat(new Path("/data/day").suffix(".csv")).isEqualTo(new Path("/data/day.csv"));
    }

    @Test
    void pathsTellTheirDepthAndWhetherTheyBeginAtTheRoot() {
        assertThat(new Path("/").depth()).isZero();
        assertThat(new Path("/data/day").depth()).isEqualTo(2);
        assertThat(new Path("/data").isAbsolute()).isTrue();
        assertThat(new Path("data").isAbsolute()).isFalse();
    }
}

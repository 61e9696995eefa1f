package io.yarnflink.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.yarnflink.chaos.Verdict.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of {@code scripts/chaos --smoke}. */
class SmokeIT {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static ChaosCluster cluster;
    private static Chaos chaos;

    @BeforeAll
    static void start() throws Exception {
        cluster = new ChaosCluster(folder.resolve("hadoop"), ChaosCluster.Needs.NOTHING);
        chaos = new Chaos(cluster, folder);
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    static List<String> rows() {
        return Smoke.ROWS;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theCommittedOutputIsThatOfAnUndisturbedRunWhateverDies(String row) throws Exception {
        Verdict verdict = chaos.play(Objects.requireNonNull(Chaos.rows().get(row)), 0);

        System.out.println(verdict.line());
        assumeThat(verdict.paused()).as(verdict.line()).isFalse();
        assertThat(verdict.outcome()).as(verdict.line()).isEqualTo(Outcome.PASS);
    }
}

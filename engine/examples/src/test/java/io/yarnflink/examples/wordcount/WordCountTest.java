package io.yarnflink.examples.wordcount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.spi.JobExecutor;
import io.yarnflink.api.spi.JobExecutors;
import io.yarnflink.api.spi.Program;
import io.yarnflink.api.spi.RunningJob;
import io.yarnflink.api.transformation.Transformation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordCountTest {

    /** The steps at the program's ends, by name. */
    private static List<String> ends(String... arguments) {
        List<String> names = new ArrayList<>();
        JobExecutor executor = new JobExecutor() {
            @Override
            public RunningJob start(Program program) {
                program.roots().stream().map(Transformation::name).forEach(names::add);
                throw new IllegalStateException("it has seen enough");
            }

            @Override
            public String plan(Program program) {
                return program.jobName();
            }

            @Override
            public int defaultParallelism() {
                return 1;
            }
        };
        assertThatThrownBy(() -> JobExecutors.runWith(executor, () -> WordCount.main(arguments)))
                .hasMessage("it has seen enough");
        return names;
    }

    @Test
    void topWordsComeBackUnlessThereIsAnOutput() {
        assertThat(ends("--input", "in")).containsExactly("Collect");
    }

    @Test
    void withAnOutputAllIsWrittenAndNothingComesBack() {
        assertThat(ends("--input", "in", "--output", "out")).containsExactly("Part files");
    }

    @Test
    void bothAreDoneWhenBothAreAskedFor() {
        assertThat(ends("--input", "in", "--output", "out", "--top", "3"))
                .containsExactlyInAnyOrder("Part files", "Collect");
    }
}

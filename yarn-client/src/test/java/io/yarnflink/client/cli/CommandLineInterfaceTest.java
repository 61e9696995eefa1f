package io.yarnflink.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandLineInterfaceTest {
    private final TestConsole console = new TestConsole();

    @Test
    void helpGoesToStandardOutputAndListsExitStatuses() {
        assertThat(console.run("--help")).isZero();
        assertThat(console.out()).contains("Usage: yarn-flink").contains(" 24  YARN ");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void anUnknownOptionIsRefusedWithTheNearestOne() {
        assertThat(console.run("--verbos")).isEqualTo(2);
        assertThat(console.err())
                .isEqualTo("yarn-flink: FAILED code=2 USAGE: unknown option '--verbos'; did you mean --verbose?\n");
    }

    @Test
    void anUnknownCommandIsRefusedWithTheNearestOne() {
        assertThat(console.run("complete")).isEqualTo(2);
        assertThat(console.err())
                .isEqualTo("yarn-flink: FAILED code=2 USAGE: unknown command 'complete'; did you mean completion?\n");
    }

    @Test
    void noCommandAtAllIsRefused() {
        assertThat(console.run()).isEqualTo(2);
        assertThat(console.err())
                .startsWith("yarn-flink: FAILED code=2 USAGE: a command is missing; ")
                .hasLineCount(1);
    }

    @Test
    void completionPrintsAScriptForBash() {
        assertThat(console.run("completion", "bash")).isZero();
        assertThat(console.out()).contains("complete -F").contains("--format");
    }

    @Test
    void anUnknownFormatIsRefused() {
        assertThat(console.run("--format", "xml", "completion")).isEqualTo(2);
        assertThat(console.err()).contains("'xml'").hasLineCount(1);
    }
}

package io.yarnflink.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CommandLineOfTest {
    private static final int PROCESSES = 200;

    @Test
    void aProcessIsKnownWhileItChangesItsProgram() throws Exception {
        Set<String> seen = new TreeSet<>();
        for (int i = 0; i < PROCESSES; i++) {
            Process process = new ProcessBuilder("setsid", "/bin/sh", "-c", "read line", "-Dmark=1").start();
            String commandLine = "setsid";
            while (commandLine.startsWith("setsid")) {
                commandLine = commandLine(process);
                seen.add(commandLine);
            }
            process.getOutputStream().close();
            assertThat(process.waitFor()).isOne();
        }
        assertThat(seen).allMatch(line -> line.endsWith("-Dmark=1 "));
    }

    private static String commandLine(Process process) throws IOException {
        return CommandLineOf.process(process.pid()).replace('\0', ' ');
    }
}

package io.yarnflink.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.surface.Surface.Cover;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The API keeps what its users rely on: what is there stays, and what they use in public is there. */
class SurfaceTest {
    private static SurfaceReport report;
    private static Surface surface;

    @BeforeAll
    static void compare() throws IOException {
        surface = new Surface();
        report = SurfaceReport.of(surface);
        if (Boolean.getBoolean("surface.write")) {
            report.write();
        }
    }

    @Test
    void noPartOfTheSurfaceShrinks() throws IOException {
        Map<String, SurfaceReport.Count> recorded = SurfaceReport.recorded();
        Set<String> shrunk = new TreeSet<>();
        report.parts().forEach((part, count) -> {
            SurfaceReport.Count before = recorded.getOrDefault(part, SurfaceReport.Count.NONE);
            if (count.tested() < before.tested()) {
                shrunk.add(part + ": " + count.tested() + " members are tested, " + before.tested() + " were");
            }
        });
        assertThat(shrunk)
                .as("see %s; -Dsurface.write=true writes it anew", SurfaceReport.FILE)
                .isEmpty();
    }

    @Test
    void programsFindWhatTheyKnow() {
        SurfaceReport.Count core = report.core();
        assertThat(core.stableTested()).isGreaterThanOrEqualTo(core.stable() * 95 / 100);
        assertThat(core.evolvingTested()).isGreaterThanOrEqualTo(core.evolving() * 80 / 100);
    }

    @Test
    void everyMemberThatPublicProgramsUseIsThereAndTested() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (String line : Surface.lines("public-programs.tsv")) {
            String[] use = line.split("\t", -1);
            if (elsewhere(use[1])) {
                continue;
            }
            if (use[0].equals("class")) {
                if (surface.ours(use[1]).isEmpty()) {
                    missing.add(use[1]);
                }
            } else if (!use[0].equals("field") && surface.cover(use[1], use[2], use[3]) != Cover.TESTED) {
                missing.add(use[1] + "." + use[2] + use[3] + " is " + surface.cover(use[1], use[2], use[3]));
            }
        }
        assertThat(missing).isEmpty();
    }

    /** Kafka comes with its connector, and so does what only its sink is told; JSON trees are a library's, which programs bring. */
    private static boolean elsewhere(String className) {
        return className.contains(".kafka.")
                || className.contains(".shaded.")
                || className.endsWith(".DeliveryGuarantee");
    }
}

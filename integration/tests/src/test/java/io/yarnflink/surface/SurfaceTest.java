package io.yarnflink.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The API keeps what its users rely on: what is there stays. */
class SurfaceTest {
    private static SurfaceReport report;

    @BeforeAll
    static void compare() throws IOException {
        report = SurfaceReport.of(new Surface());
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
}

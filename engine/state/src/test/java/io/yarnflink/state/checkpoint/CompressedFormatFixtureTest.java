package io.yarnflink.state.checkpoint;

import java.nio.file.Path;

/** The same, stored when segments were first compressed. */
class CompressedFormatFixtureTest extends FormatFixtureTest {
    @Override
    Path fixture() {
        return Path.of("src/test/resources/checkpoints-2");
    }

    @Override
    int segmentVersion() {
        return 2;
    }
}

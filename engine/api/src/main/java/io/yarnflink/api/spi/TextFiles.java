package io.yarnflink.api.spi;

import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.fs.Path;

/** Reads text files for {@code env.readTextFile}; a connector brings it. */
public interface TextFiles {
    /** A source of the lines of a file, or of all files of a folder. */
    Source<String, ?, ?> lines(Path path, String charsetName);
}

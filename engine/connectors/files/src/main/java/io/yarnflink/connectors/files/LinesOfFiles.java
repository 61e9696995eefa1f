package io.yarnflink.connectors.files;

import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.spi.TextFiles;

/** Found as the reader of {@code env.readTextFile}. */
public final class LinesOfFiles implements TextFiles {
    @Override
    public Source<String, ?, ?> lines(Path path, String charsetName) {
        return FileSource.forRecordStreamFormat(new TextLineInputFormat(charsetName), path)
                .build();
    }
}

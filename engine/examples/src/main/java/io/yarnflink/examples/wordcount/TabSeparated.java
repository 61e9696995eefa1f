package io.yarnflink.examples.wordcount;

import io.yarnflink.api.serialization.Encoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes {@code word<TAB>count} lines. */
final class TabSeparated implements Encoder<WordWithCount> {
    @Override
    public void encode(WordWithCount element, OutputStream stream) throws IOException {
        stream.write((element.word() + "\t" + element.count() + "\n").getBytes(StandardCharsets.UTF_8));
    }
}

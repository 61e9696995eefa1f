package io.yarnflink.examples.wordcount;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.FlatMapFunction;
import java.util.Locale;

/** Emits the words of a line: maximal runs of Unicode letters, in lower case. */
public final class SplitIntoWords implements FlatMapFunction<String, String> {
    @Override
    public void flatMap(String line, Collector<String> out) {
        int length = line.length();
        int start = -1;
        for (int i = 0; i < length; ) {
            int letter = line.codePointAt(i);
            if (Character.isLetter(letter)) {
                if (start < 0) {
                    start = i;
                }
            } else if (start >= 0) {
                out.collect(line.substring(start, i).toLowerCase(Locale.ROOT));
                start = -1;
            }
            i += Character.charCount(letter);
        }
        if (start >= 0) {
            out.collect(line.substring(start).toLowerCase(Locale.ROOT));
        }
    }
}

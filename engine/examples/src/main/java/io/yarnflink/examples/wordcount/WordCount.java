package io.yarnflink.examples.wordcount;

import io.yarnflink.api.common.CloseableIterator;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.fs.Path;
import io.yarnflink.connectors.files.BasePathBucketAssigner;
import io.yarnflink.connectors.files.FileSink;
import io.yarnflink.connectors.files.FileSource;
import io.yarnflink.connectors.files.TextLineInputFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Counts the words of text files: prints the most frequent ones, or with {@code --output} writes all counts, or with
 * {@code --top} as well does both. What only writes can run detached.
 *
 * <pre>word-count.jar [--input PATH]... [--output FOLDER] [--rate LINES_PER_SECOND] [--top N]</pre>
 */
public final class WordCount {
    private WordCount() {}

    public static void main(String[] args) throws Exception {
        Options options = Options.parse(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

        FileSource.FileSourceBuilder<String> text = FileSource.forRecordStreamFormat(
                new TextLineInputFormat(), options.inputs().toArray(Path[]::new));
        if (options.rate() > 0) {
            text.setRecordsPerSecond(options.rate());
        }

        DataStream<WordWithCount> counts = env.fromSource(text.build(), WatermarkStrategy.noWatermarks(), "Lines")
                .flatMap(new SplitIntoWords())
                .name("Words")
                .keyBy(word -> word)
                .process(new CountUntilEnd())
                .name("Count");

        options.output()
                .ifPresent(folder -> counts.sinkTo(FileSink.<WordWithCount>forRowFormat(folder, new TabSeparated())
                                .withBucketAssigner(new BasePathBucketAssigner<>())
                                .build())
                        .name("Part files"));

        if (options.top().isPresent()) {
            printTop(counts, options.top().getAsInt());
        } else {
            env.execute("Word count");
        }
    }

    private static void printTop(DataStream<WordWithCount> counts, int size) throws Exception {
        List<WordWithCount> top = new ArrayList<>();
        try (CloseableIterator<WordWithCount> results = counts.keyBy(count -> 0)
                .process(new TopWords(size))
                .name("Top words")
                .setParallelism(1)
                .executeAndCollect("Word count")) {
            results.forEachRemaining(top::add);
        }
        top.sort(Comparator.comparingLong(WordWithCount::count).reversed().thenComparing(WordWithCount::word));
        top.forEach(word -> System.out.println(word.word() + "\t" + word.count()));
    }
}

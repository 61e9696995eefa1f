package io.yarnflink.examples.wordcount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.functions.Collector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitIntoWordsTest {
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        new SplitIntoWords().flatMap(line, new Collector<>() {
            @Override
            public void collect(String word) {
                words.add(word);
            }

            @Override
            public void close() {}
        });
        return words;
    }

    @Test
    void wordsAreMaximalRunsOfLettersInLowerCase() {
        assertThat(words("First Citizen: we'll kill him!"))
                .containsExactly("first", "citizen", "we", "ll", "kill", "him");
    }

    @Test
    void lettersOfAllScriptsCountAlsoBeyondTheBasicPlane() {
        assertThat(words("ÉTÉ, 东京 42 \ud835\udc00x-ß")).containsExactly("été", "东京", "\ud835\udc00x", "ß");
    }

    @Test
    void linesWithoutLettersHaveNoWords() {
        assertThat(words("")).isEmpty();
        assertThat(words(" 1, 2; 3 ")).isEmpty();
    }

    @Test
    void wrongOptionsAreNamed() {
        assertThatThrownBy(() -> Options.parse(new String[] {"--rate", "fast"}))
                .hasMessageStartingWith("--rate takes a number above 0, not 'fast'; ");
        assertThatThrownBy(() -> Options.parse(new String[] {"--inptu", "x"})).hasMessageContaining("'--inptu'");
        assertThatThrownBy(() -> Options.parse(new String[] {"--input"})).hasMessageContaining("needs a value");
        assertThat(Options.parse(new String[] {"--input", "/a", "--input", "/b"})
                        .inputs())
                .hasSize(2);
    }
}

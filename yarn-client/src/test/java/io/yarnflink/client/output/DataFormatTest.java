package io.yarnflink.client.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class DataFormatTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void aRowOfTextIsOneLine() {
        DataFormat.TEXT.row(row("application_1", 10, "two\nlines"), out);
        assertThat(written()).isEqualTo("id=application_1 exitCode=10 cause=two lines\n");
    }

    @Test
    void rowsOfTextAreATable() {
        DataFormat.TEXT.rows("applications", List.of(row("a", 5, ""), row("longer", 10, "why")), out);
        assertThat(written()).isEqualTo("""
                id      exitCode  cause
                a              5
                longer        10  why
                """);
    }

    @Test
    void jsonEscapesWhatItMust() {
        DataFormat.JSON.row(row("ä\u0001", 0, "say \"no\"\\\n\t"), out);
        assertThat(written())
                .isEqualTo("{\"id\":\"ä\\u0001\",\"exitCode\":0,\"cause\":\"say \\\"no\\\"\\\\\\n\\t\"}\n");
    }

    @Test
    void propertiesReadBackAsTheyWere() throws Exception {
        Map<String, Object> row = row(" # Zürich = 1:2", 1, "c:\\x\n!");
        row.put("odd key=:", " leading");
        DataFormat.PROPERTIES.row(row, out);
        Properties read = new Properties();
        read.load(new StringReader(written()));
        assertThat(read).hasSize(4);
        row.forEach((key, value) -> assertThat(read.getProperty(key)).isEqualTo(String.valueOf(value)));
    }

    @Test
    void severalRowsOfPropertiesAreNumbered() {
        DataFormat.PROPERTIES.rows("event", List.of(Map.of("step", "A"), Map.of("step", "B")), out);
        assertThat(written()).isEqualTo("event.count=2\nevent.0.step=A\nevent.1.step=B\n");
    }

    private static Map<String, Object> row(String id, int exitCode, String cause) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("exitCode", exitCode);
        row.put("cause", cause);
        return row;
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

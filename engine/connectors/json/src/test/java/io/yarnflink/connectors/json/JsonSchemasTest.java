package io.yarnflink.connectors.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonSchemasTest {
    private static ObjectMapper lenient() {
        return new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    @Test
    void recordsBecomeDocumentsAndDocumentsRecords() throws Exception {
        City bern = new City();
        bern.name = "Bern";
        bern.people = 7;
        JsonSerializationSchema<City> writes = new JsonSerializationSchema<>();
        String document = new String(writes.serialize(bern), StandardCharsets.UTF_8);
        assertThat(document).isEqualTo("{\"name\":\"Bern\",\"people\":7}");
        for (var reads : List.of(
                new JsonDeserializationSchema<>(City.class),
                new JsonDeserializationSchema<>(TypeInformation.of(City.class)),
                new JsonDeserializationSchema<>(City.class, JsonSchemasTest::lenient),
                new JsonDeserializationSchema<>(TypeInformation.of(City.class), JsonSchemasTest::lenient))) {
            assertThat(read(traveled(reads), document)).isEqualTo("Bern 7");
            assertThat(reads.getProducedType()).isEqualTo(TypeInformation.of(City.class));
        }
    }

    @Test
    void theMapperIsTheUsers() throws Exception {
        assertThat(read(
                        new JsonDeserializationSchema<>(City.class, JsonSchemasTest::lenient),
                        "{\"name\":\"Rom\",\"more\":1}"))
                .isEqualTo("Rom 0");
        var indented =
                new JsonSerializationSchema<City>(() -> new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT));
        assertThat(new String(traveled(indented).serialize(new City()), StandardCharsets.UTF_8))
                .contains("\n");
    }

    @Test
    void whatIsNoJsonSaysWhere() {
        var reads = new JsonDeserializationSchema<>(City.class);
        assertThatThrownBy(() -> read(reads, "{\"name\": Bern}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no JSON of ")
                .hasMessageContaining(" at column 1")
                .hasMessageContaining("Bern");
        assertThatThrownBy(() -> read(reads, "{\"height\": 1}")).hasMessageContaining("height");
        assertThatThrownBy(() -> new JsonSerializationSchema<Object>().serialize(new Object()))
                .hasMessageContaining("a record of java.lang.Object cannot be written as JSON");
    }

    @SuppressWarnings("unchecked")
    private static <T> T traveled(T schema) {
        return (T) UserCode.deserialize(
                UserCode.serialize(schema, "a schema"), JsonSchemasTest.class.getClassLoader(), Object.class);
    }

    private static String read(JsonDeserializationSchema<City> schema, String document) throws IOException {
        return String.valueOf(schema.deserialize(document.getBytes(StandardCharsets.UTF_8)));
    }

    /** A document. */
    public static final class City {
        public String name = "";
        public int people;

        @Override
        public String toString() {
            return name + " " + people;
        }
    }
}

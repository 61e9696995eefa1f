package io.yarnflink.api.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.UserCodeClassLoader;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.metrics.Counter;
import io.yarnflink.api.metrics.MetricGroup;
import io.yarnflink.api.metrics.OperatorMetrics;
import io.yarnflink.api.metrics.SimpleCounter;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.TypeHint;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.types.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchemasTest {
    @Test
    void stringsTravelInTheirCharsetAlsoAfterTheSchemaItselfTravelled() {
        SimpleStringSchema latin = new SimpleStringSchema(StandardCharsets.ISO_8859_1);
        assertThat(latin.serialize("é")).containsExactly(0xE9);
        SimpleStringSchema travelled = UserCode.deserialize(
                UserCode.serialize(latin, "a schema"), getClass().getClassLoader(), SimpleStringSchema.class);
        assertThat(travelled.getCharset()).isEqualTo(StandardCharsets.ISO_8859_1);
        assertThat(travelled.deserialize(new byte[] {(byte) 0xE9})).isEqualTo("é");
        assertThat(new SimpleStringSchema().serialize("é")).hasSize(2);
        assertThat(latin.isEndOfStream("end")).isFalse();
        assertThat(latin.getProducedType()).isEqualTo(Types.STRING);
    }

    @Test
    void bytesStayAsTheyAre() throws IOException {
        ByteArraySchema schema = new ByteArraySchema();
        byte[] bytes = {1, 2};
        assertThat(schema.serialize(bytes)).isSameAs(bytes);
        assertThat(schema.deserialize(bytes)).isSameAs(bytes);
        assertThat(schema.isEndOfStream(bytes)).isFalse();
        assertThat(schema.getProducedType().getTypeClass()).isEqualTo(byte[].class);
    }

    @Test
    void typedSchemasUseTheSerializerOfTheType() {
        var type = Types.TUPLE(Types.STRING, Types.INT);
        @SuppressWarnings("unchecked")
        var schema = new TypeInformationSerializationSchema<Tuple2<String, Integer>>(
                (TypeInformation<Tuple2<String, Integer>>) (TypeInformation<?>) type, new ExecutionConfig());
        assertThat(schema.deserialize(schema.serialize(Tuple2.of("a", 1)))).isEqualTo(Tuple2.of("a", 1));
        assertThat(new TypeInformationSerializationSchema<>(
                                Types.LONG, Types.LONG.createSerializer(new ExecutionConfig()))
                        .deserialize(new byte[] {0, 0, 0, 0, 0, 0, 1, 0}))
                .isEqualTo(256L);
        assertThat(schema.isEndOfStream(Tuple2.of("a", 1))).isFalse();
        assertThat(schema.getProducedType()).isEqualTo(type);
        assertThatThrownBy(() -> schema.deserialize(new byte[] {5}))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("a message of 1 bytes");
    }

    @Test
    void aSchemaFindsItsTypeInItsDeclarationOrIsTold() throws IOException {
        List<String> emitted = new ArrayList<>();
        Collector<String> out = new Collector<>() {
            @Override
            public void collect(String record) {
                emitted.add(record);
            }

            @Override
            public void close() {}
        };
        Words declared = new Words();
        assertThat(declared.getProducedType()).isEqualTo(Types.STRING);
        assertThat(declared.isEndOfStream("x")).isFalse();
        declared.deserialize("a".getBytes(StandardCharsets.UTF_8), out);
        declared.deserialize(new byte[0], out);
        assertThat(emitted).containsExactly("a");
        assertThat(new Told(String.class).getProducedType()).isEqualTo(Types.STRING);
        assertThat(new Told(new TypeHint<String>() {}).getProducedType()).isEqualTo(Types.STRING);
        assertThat(new Told(Types.STRING).getProducedType()).isEqualTo(Types.STRING);
    }

    @Test
    void textEncodersWriteALineARecord() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new SimpleStringEncoder<Integer>().encode(12, bytes);
        new SimpleStringEncoder<String>("ISO-8859-1").encode("é", bytes);
        assertThat(bytes.toByteArray()).containsExactly('1', '2', '\n', 0xE9, '\n');
    }

    @Test
    void oneFieldOfARowIsWrittenAsItIs() {
        var second = new RowFieldExtractorSchema(1);
        byte[] bytes = {7, 8};
        assertThat(second.serialize(Row.of("key", bytes))).isEqualTo(bytes);
        assertThat(second.serialize(Row.of("key", null))).isEmpty();
        assertThat(second.serialize(null)).isEmpty();
        assertThat(second.getFieldIndex()).isEqualTo(1);
        assertThat(second)
                .isEqualTo(new RowFieldExtractorSchema(1))
                .hasSameHashCodeAs(new RowFieldExtractorSchema(1))
                .isNotEqualTo(new RowFieldExtractorSchema(0));
        assertThatThrownBy(() -> new RowFieldExtractorSchema(0).serialize(Row.of("key", bytes)))
                .hasMessageContaining("field 0 must hold bytes, but holds a java.lang.String");
        assertThatThrownBy(() -> second.serialize(Row.of("key"))).hasMessage("a row of 1 fields has no field 1");
        assertThatThrownBy(() -> new RowFieldExtractorSchema(-1)).hasMessageContaining("was -1");
    }

    @Test
    void aSchemaIsOpenedWithWhatItMayUse() throws Exception {
        var metrics = new OperatorMetrics(List.of("reader"));
        DeserializationSchema.InitializationContext context = new DeserializationSchema.InitializationContext() {
            @Override
            public MetricGroup getMetricGroup() {
                return metrics;
            }

            @Override
            public UserCodeClassLoader getUserCodeClassLoader() {
                return SchemasTest.class::getClassLoader;
            }
        };
        DeserializationSchema<String> schema = new Counting();
        schema.open(context);
        List<String> records = new ArrayList<>();
        schema.deserialize("a,b".getBytes(StandardCharsets.UTF_8), new Collector<>() {
            @Override
            public void collect(String record) {
                records.add(record);
            }

            @Override
            public void close() {}
        });
        assertThat(records).containsExactly("io.yarnflink.api.serialization.SchemasTest", "a", "b");
        assertThat(((Counter) metrics.find("messages").orElseThrow()).getCount())
                .isEqualTo(1);
        new SimpleStringSchema().open(context);
    }

    /** Knows its class loader, counts messages and makes several records of one. */
    private static final class Counting extends AbstractDeserializationSchema<String> {
        private transient Counter messages = new SimpleCounter();
        private String loaded = "";

        @Override
        public void open(InitializationContext context) throws Exception {
            messages = context.getMetricGroup().counter("messages");
            loaded = context.getUserCodeClassLoader()
                    .asClassLoader()
                    .loadClass(SchemasTest.class.getName())
                    .getName();
        }

        @Override
        public String deserialize(byte[] message) {
            return new String(message, StandardCharsets.UTF_8);
        }

        @Override
        public void deserialize(byte[] message, Collector<String> out) {
            messages.inc();
            out.collect(loaded);
            for (String part : deserialize(message).split(",")) {
                out.collect(part);
            }
        }
    }

    private static final class Words extends AbstractDeserializationSchema<String> {
        @Override
        public @Nullable String deserialize(byte[] message) {
            return message.length == 0 ? null : new String(message, StandardCharsets.UTF_8);
        }
    }

    private static final class Told extends AbstractDeserializationSchema<String> {
        Told(Class<String> type) {
            super(type);
        }

        Told(TypeHint<String> hint) {
            super(hint);
        }

        Told(TypeInformation<String> type) {
            super(type);
        }

        @Override
        public String deserialize(byte[] message) {
            return "";
        }
    }
}

package io.yarnflink.connectors.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.serialization.DeserializationSchema;
import io.yarnflink.api.serialization.SerializationSchema;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.connectors.avro.samples.User;
import io.yarnflink.connectors.avro.typeutils.AvroTypeInfo;
import io.yarnflink.connectors.avro.typeutils.GenericRecordAvroTypeInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class AvroSchemasTest {
    private static final Schema VISITOR = AvroTypesTest.Samples.USER;

    @Test
    void specificRecordsTravelInBothEncodings() throws Exception {
        User ada = AvroTypesTest.user("Ada");
        for (AvroEncoding encoding : AvroEncoding.values()) {
            AvroSerializationSchema<User> writer = AvroSerializationSchema.forSpecific(User.class, encoding);
            DeserializationSchema<User> reader = AvroDeserializationSchema.forSpecific(User.class, encoding);
            assertThat(reader.deserialize(writer.serialize(ada))).isEqualTo(ada);
            assertThat(sent(reader).deserialize(sent(writer).serialize(ada))).isEqualTo(ada);
            assertThat(writer.getSchema()).isEqualTo(User.getClassSchema());
        }
        assertThat(AvroDeserializationSchema.forSpecific(User.class).getProducedType())
                .isEqualTo(new AvroTypeInfo<>(User.class));
        assertThat(AvroDeserializationSchema.forSpecific(User.class)
                        .deserialize(
                                AvroSerializationSchema.forSpecific(User.class).serialize(ada)))
                .isEqualTo(ada);
    }

    @Test
    void genericRecordsTravelInBothEncodings() throws Exception {
        GenericRecord ada = AvroTypesTest.generic("Ada");
        for (AvroEncoding encoding : AvroEncoding.values()) {
            SerializationSchema<GenericRecord> writer = AvroSerializationSchema.forGeneric(VISITOR, encoding);
            DeserializationSchema<GenericRecord> reader = AvroDeserializationSchema.forGeneric(VISITOR, encoding);
            assertThat(reader.deserialize(writer.serialize(ada))).isEqualTo(ada);
            assertThat(sent(reader).deserialize(sent(writer).serialize(ada))).isEqualTo(ada);
        }
        assertThat(AvroDeserializationSchema.forGeneric(VISITOR).getProducedType())
                .isEqualTo(new GenericRecordAvroTypeInfo(VISITOR));
        assertThat(new String(
                        AvroSerializationSchema.forGeneric(VISITOR, AvroEncoding.JSON)
                                .serialize(ada),
                        StandardCharsets.UTF_8))
                .isEqualTo("{\"name\":\"Ada\",\"age\":7}");
    }

    @Test
    void noMessageIsNoRecordAndNoRecordEndsTheStream() throws IOException {
        AvroDeserializationSchema<GenericRecord> reader = AvroDeserializationSchema.forGeneric(VISITOR);
        assertThat(reader.deserialize(null)).isNull();
        assertThat(reader.isEndOfStream(AvroTypesTest.generic("x"))).isFalse();
    }

    @Test
    void aBrokenMessageIsToldWithItsSizeAndSchema() {
        assertThatThrownBy(() -> AvroDeserializationSchema.forGeneric(VISITOR).deserialize(new byte[] {40, 1}))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("A message of 2 bytes is no BINARY record of Visitor");
        assertThatThrownBy(() -> AvroDeserializationSchema.forGeneric(VISITOR, AvroEncoding.JSON)
                        .deserialize("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("A message of 2 bytes is no JSON record of Visitor");
    }

    @Test
    void schemasAreEqualWhenTheyDoTheSame() {
        assertThat(AvroSerializationSchema.forGeneric(VISITOR))
                .isEqualTo(AvroSerializationSchema.forGeneric(VISITOR, AvroEncoding.BINARY))
                .hasSameHashCodeAs(AvroSerializationSchema.forGeneric(VISITOR))
                .isNotEqualTo(AvroSerializationSchema.forGeneric(VISITOR, AvroEncoding.JSON));
        assertThat(AvroDeserializationSchema.forGeneric(VISITOR))
                .isEqualTo(AvroDeserializationSchema.forGeneric(VISITOR, AvroEncoding.BINARY))
                .hasSameHashCodeAs(AvroDeserializationSchema.forGeneric(VISITOR))
                .isNotEqualTo(AvroDeserializationSchema.forGeneric(VISITOR, AvroEncoding.JSON));
    }

    @SuppressWarnings("unchecked")
    private static <O> O sent(O object) {
        return (O) UserCode.deserialize(
                UserCode.serialize(object, "A schema"), AvroSchemasTest.class.getClassLoader(), Object.class);
    }
}

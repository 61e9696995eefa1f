package io.yarnflink.connectors.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.memory.DataInputViewStreamWrapper;
import io.yarnflink.api.memory.DataOutputViewStreamWrapper;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.api.typeinfo.TypeHint;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.KeyTypes;
import io.yarnflink.api.typeutils.ListTypeInfo;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.connectors.avro.samples.Address;
import io.yarnflink.connectors.avro.samples.Plan;
import io.yarnflink.connectors.avro.samples.User;
import io.yarnflink.connectors.avro.typeutils.AvroSerializer;
import io.yarnflink.connectors.avro.typeutils.AvroTypeInfo;
import io.yarnflink.connectors.avro.typeutils.GenericRecordAvroTypeInfo;
import io.yarnflink.connectors.avro.typeutils.ReflectAvroTypeInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AvroTypesTest {
    static User user(String name) {
        return User.newBuilder()
                .setName(name)
                .setAge(36)
                .setPlan(Plan.PAID)
                .setJoined(Instant.ofEpochMilli(1_000))
                .setAddress(Address.newBuilder().setStreet("Main").build())
                .setTags(List.of("a", "b"))
                .setScores(Map.of("x", 3L))
                .build();
    }

    static GenericRecord generic(String name) {
        return new GenericRecordBuilder(Samples.USER)
                .set("name", name)
                .set("age", 7)
                .build();
    }

    /** A class that Avro looks at by reflection. */
    public static final class Pet {
        String name = "";
        List<String> toys = new ArrayList<>(List.of("ball"));

        @Nullable
        String owner;

        int legs;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Pet that
                    && name.equals(that.name)
                    && Objects.equals(owner, that.owner)
                    && legs == that.legs
                    && toys.equals(that.toys);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, owner, legs);
        }
    }

    /** Has the hash of its identity. */
    public static final class Plain {
        int number;
    }

    @Test
    void specificRecordsAreFoundWithoutAWord() {
        TypeInformation<User> type = TypeInformation.of(User.class);
        assertThat(type)
                .isEqualTo(new AvroTypeInfo<>(User.class))
                .hasToString("Avro<io.yarnflink.connectors.avro.samples.User>");
        assertThat(type.getTypeClass()).isEqualTo(User.class);
        assertThat(type.getArity()).isEqualTo(7);
        assertThat(type.getTotalFields()).isEqualTo(7);
        assertThat(type.isBasicType()).isFalse();
        assertThat(type.isTupleType()).isFalse();
        assertThat(new AvroTypeInfo<>(User.class).getSchema()).isEqualTo(User.getClassSchema());
        TypeInformation<List<User>> list = TypeInformation.of(new TypeHint<List<User>>() {});
        assertThat(list).isEqualTo(new ListTypeInfo<>(type));
    }

    @Test
    void genericRecordsNeedTheirSchema() {
        TypeInformation<GenericRecord> unknown = TypeInformation.of(GenericRecord.class);
        assertThatThrownBy(() -> unknown.createSerializer(new ExecutionConfig()))
                .isInstanceOf(InvalidTypesException.class)
                .hasMessage("The type that a function of GenericRecord returns is not known:"
                        + " org.apache.avro.generic.GenericRecord alone does not say which fields its records have;"
                        + " give the schema: returns(new GenericRecordAvroTypeInfo(schema))."
                        + " Call .returns(...) right after it");
        assertThatThrownBy(() -> new AvroSerializer<>(GenericRecord.class))
                .hasMessageContaining("do not say their schema");
    }

    @Test
    void specificRecordsAreKept() throws IOException {
        keeps(new AvroTypeInfo<>(User.class), user("Ada"));
        keeps(
                new AvroTypeInfo<>(User.class),
                User.newBuilder(user("")).setAddress(null).build());
    }

    @Test
    void genericRecordsAreKept() throws IOException {
        keeps(new GenericRecordAvroTypeInfo(Samples.USER), generic("Ada"));
    }

    @Test
    void otherClassesAreKeptByReflection() throws IOException {
        var pet = new Pet();
        pet.name = "Rex";
        pet.legs = 4;
        keeps(new ReflectAvroTypeInfo<>(Pet.class), pet);
        pet.owner = "Ada";
        keeps(new ReflectAvroTypeInfo<>(Pet.class), pet);
    }

    @Test
    void copiesShareNothing() {
        TypeSerializer<User> serializer = new AvroSerializer<>(User.class);
        User original = user("Ada");
        User copy = serializer.copy(original);
        copy.getAddress().setStreet("Side");
        assertThat(original.getAddress().getStreet()).isEqualTo("Main");
        assertThat(serializer.isImmutableType()).isFalse();
        assertThat(serializer.getLength()).isEqualTo(-1);
    }

    @Test
    void newInstancesAreEmptyRecords() {
        assertThat(new AvroSerializer<>(User.class).createInstance()).isEqualTo(new User());
        assertThat(new GenericRecordAvroTypeInfo(Samples.USER)
                        .createSerializer(new ExecutionConfig())
                        .createInstance())
                .isEqualTo(new GenericData.Record(Samples.USER));
        assertThat(new AvroSerializer<>(User.class).getType()).isEqualTo(User.class);
        assertThat(new AvroSerializer<>(User.class).getAvroSchema()).isEqualTo(User.getClassSchema());
    }

    @Test
    void recordsThatHashByTheirValuesMayBeKeys() {
        assertThat(KeyTypes.refusal(new AvroTypeInfo<>(User.class))).isEmpty();
        assertThat(KeyTypes.refusal(new GenericRecordAvroTypeInfo(Samples.USER)))
                .isEmpty();
        assertThat(KeyTypes.refusal(new ReflectAvroTypeInfo<>(Pet.class))).isEmpty();
        assertThat(KeyTypes.refusal(new ReflectAvroTypeInfo<>(Plain.class))).isPresent();
        // The number is Avro's: it may never change, or state would be looked for in other key groups.
        assertThat(Address.newBuilder().setStreet("Main").build().hashCode()).isEqualTo(Samples.HASH_OF_MAIN);
    }

    private static <T> void keeps(TypeInformation<T> type, T value) throws IOException {
        assertThat(through(type)).isEqualTo(type).hasSameHashCodeAs(type);
        TypeSerializer<T> serializer = type.createSerializer(new ExecutionConfig());
        assertThat(through(serializer)).isEqualTo(serializer).hasSameHashCodeAs(serializer);
        for (TypeSerializer<T> each : List.of(serializer, serializer.duplicate(), through(serializer))) {
            assertThat(each).isEqualTo(serializer);
            var bytes = new ByteArrayOutputView(16);
            each.serialize(value, bytes);
            each.serialize(value, bytes);
            var copied = new ByteArrayOutputView(16);
            var source = new ByteArrayInputView(bytes.toByteArray());
            each.copy(source, copied);
            each.copy(source, copied);
            var view = new ByteArrayInputView(copied.toByteArray());
            assertThat(each.deserialize(view)).isEqualTo(value);
            assertThat(each.deserialize(view)).isEqualTo(value);
            assertThat(view.remaining()).isZero();
            assertThat(each.copy(value)).isEqualTo(value).isNotSameAs(value);
        }
        var stream = new ByteArrayOutputStream();
        serializer.serialize(value, new DataOutputViewStreamWrapper(stream));
        assertThat(serializer.deserialize(
                        new DataInputViewStreamWrapper(new ByteArrayInputStream(stream.toByteArray()))))
                .isEqualTo(value);
    }

    @SuppressWarnings("unchecked")
    private static <O> O through(O object) {
        return (O) UserCode.deserialize(
                UserCode.serialize(object, "A sample"), AvroTypesTest.class.getClassLoader(), Object.class);
    }

    /** A schema that no class was compiled from. */
    static final class Samples {
        static final int HASH_OF_MAIN = 74106120;

        static final Schema USER = new Schema.Parser()
                .parse("{'type':'record','name':'Visitor','fields':[{'name':'name','type':'string'},".replace('\'', '"')
                        + "{\"name\":\"age\",\"type\":\"int\"}]}");

        private Samples() {}
    }
}

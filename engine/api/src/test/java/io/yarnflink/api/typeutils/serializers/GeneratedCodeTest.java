package io.yarnflink.api.typeutils.serializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.tuple.Tuple3;
import io.yarnflink.api.typeinfo.TypeHint;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.types.NullFieldException;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.serializers.GeneratedSamples.Everything;
import io.yarnflink.api.typeutils.serializers.GeneratedSamples.Hidden;
import io.yarnflink.api.typeutils.serializers.GeneratedSamples.Objects;
import io.yarnflink.api.typeutils.serializers.GeneratedSamples.Primitives;
import io.yarnflink.api.typeutils.serializers.GeneratedSamples.Spot;
import io.yarnflink.api.typeutils.serializers.GeneratedSamples.Triple;
import java.io.IOException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated code does the same as reflection does. */
class GeneratedCodeTest {
    static Stream<Class<?>> classes() {
        return Stream.of(
                Primitives.class,
                Objects.class,
                Hidden.class,
                Spot.class,
                Everything.class,
                GeneratedSamples.SECRET,
                Triple.class);
    }

    @ParameterizedTest
    @MethodSource("classes")
    <T> void generatedCodeWritesReadsAndCopiesAsReflectionDoes(Class<T> type) throws IOException {
        TypeSerializer<T> generated = TypeInformation.of(type).createSerializer(new ExecutionConfig());
        assertThat(isGenerated(generated)).isTrue();
        assertThat(isGenerated(generated.duplicate())).isTrue();
        TypeSerializer<T> reflective = reflective(generated);
        assertThat(isGenerated(reflective)).isFalse();
        assertThat(isGenerated(reflective.duplicate())).isFalse();
        assertThat(reflective).isEqualTo(generated);
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            T value = GeneratedSamples.random(type, random, i % 2 == 0);
            byte[] bytes = bytes(reflective, value);
            assertThat(bytes(generated, value)).isEqualTo(bytes);
            assertThat(bytes(reflective, read(generated, bytes))).isEqualTo(bytes);
            assertThat(bytes(generated, read(reflective, bytes))).isEqualTo(bytes);
            assertThat(bytes(reflective, generated.copy(value))).isEqualTo(bytes);
        }
    }

    @Test
    void copiesShareOnlyWhatCannotChange() {
        TypeSerializer<Objects> serializer = TypeInformation.of(Objects.class).createSerializer(new ExecutionConfig());
        Objects value = GeneratedSamples.random(Objects.class, new Random(1), false);
        Objects copy = serializer.copy(value);
        assertThat(copy.text).isSameAs(value.text);
        assertThat(copy.l).isSameAs(value.l);
        assertThat(copy.spot).isSameAs(value.spot);
        assertThat(copy.ints).isEqualTo(value.ints).isNotSameAs(value.ints);
        assertThat(copy.list).isEqualTo(value.list).isNotSameAs(value.list);
        assertThat(copy.primitives).isNotSameAs(value.primitives);
        assertThat(copy.tuple).isEqualTo(value.tuple).isNotSameAs(value.tuple);
    }

    @Test
    void instancesAreReusedWhereTheCallerAllowsIt() throws IOException {
        TypeSerializer<Tuple2<String, Long>> serializer =
                TypeInformation.of(new TypeHint<Tuple2<String, Long>>() {}).createSerializer(new ExecutionConfig());
        Tuple2<String, Long> reused = new Tuple2<>();
        byte[] bytes = bytes(serializer, Tuple2.of("a", 5L));
        assertThat(serializer.deserialize(reused, new ByteArrayInputView(bytes)))
                .isSameAs(reused);
        assertThat(reused).isEqualTo(Tuple2.of("a", 5L));
        assertThat(serializer.copy(Tuple2.of("b", 6L), reused)).isSameAs(reused);
        assertThat(reused).isEqualTo(Tuple2.of("b", 6L));
        assertThat(serializer.createInstance()).isEqualTo(Tuple2.of("", 0L));
    }

    @Test
    @SuppressWarnings("NullAway") // Null is what is tested.
    void nullsInTuplesAreRefusedByTheirPosition() {
        TypeSerializer<Tuple3<Long, int[], String>> serializer = TypeInformation.of(
                        new TypeHint<Tuple3<Long, int[], String>>() {})
                .createSerializer(new ExecutionConfig());
        assertThat(isGenerated(serializer)).isTrue();
        for (TypeSerializer<Tuple3<Long, int[], String>> each : java.util.List.of(serializer, reflective(serializer))) {
            assertThatThrownBy(() -> bytes(each, Tuple3.of(null, new int[0], "")))
                    .isInstanceOf(NullFieldException.class)
                    .hasMessageContaining("0");
            assertThatThrownBy(() -> each.copy(Tuple3.of(null, new int[0], ""))).isInstanceOf(NullFieldException.class);
            assertThatThrownBy(() -> bytes(each, Tuple3.of(1L, null, "")))
                    .isInstanceOf(NullFieldException.class)
                    .hasMessageContaining("1");
            assertThat(each.copy(Tuple3.of(1L, new int[0], null)).f2).isNull();
        }
    }

    @Test
    void whatARecordsConstructorRefusesStaysRefused() throws IOException {
        TypeSerializer<Positive> serializer =
                TypeInformation.of(Positive.class).createSerializer(new ExecutionConfig());
        byte[] bytes = bytes(serializer, new Positive(5));
        bytes[1] = (byte) 0x80;
        assertThatThrownBy(() -> read(serializer, bytes)).hasStackTraceContaining("must be positive");
    }

    record Positive(int number) {
        Positive {
            if (number < 0) {
                throw new IllegalArgumentException("must be positive, was " + number);
            }
        }
    }

    @Test
    void oneClassServesAllSerializersOfTheSameKind() {
        TypeSerializer<?> one = TypeInformation.of(Spot.class).createSerializer(new ExecutionConfig());
        TypeSerializer<?> other = TypeInformation.of(Spot.class).createSerializer(new ExecutionConfig());
        assertThat(((RecordSerializer<?>) one).code()).hasSameClassAs(((RecordSerializer<?>) other).code());
    }

    private static boolean isGenerated(TypeSerializer<?> serializer) {
        if (serializer instanceof PojoSerializer<?> pojo) {
            return pojo.code() != null;
        }
        return serializer instanceof RecordSerializer<?> record
                ? record.code() != null
                : ((TupleSerializer<?>) serializer).code() != null;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // The class is looked at first.
    private static <T> TypeSerializer<T> reflective(TypeSerializer<T> serializer) {
        if (serializer instanceof PojoSerializer<T> pojo) {
            return pojo.reflective();
        }
        return serializer instanceof RecordSerializer<T> record
                ? record.reflective()
                : ((TupleSerializer) serializer).reflective();
    }

    private static <T> byte[] bytes(TypeSerializer<T> serializer, T value) throws IOException {
        var view = new ByteArrayOutputView(64);
        serializer.serialize(value, view);
        return view.toByteArray();
    }

    private static <T> T read(TypeSerializer<T> serializer, byte[] bytes) throws IOException {
        var view = new ByteArrayInputView(bytes);
        T value = serializer.deserialize(view);
        assertThat(view.remaining()).isZero();
        return value;
    }
}

package io.yarnflink.api.typeutils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.InvalidProgramException;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.AggregateFunction;
import io.yarnflink.api.functions.FlatMapFunction;
import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.RichMapFunction;
import io.yarnflink.api.serialization.SerializerConfig;
import io.yarnflink.api.serialization.SerializerConfigImpl;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.TypeHint;
import io.yarnflink.api.typeinfo.TypeInfo;
import io.yarnflink.api.typeinfo.TypeInfoFactory;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.types.Row;
import io.yarnflink.api.windowing.assigners.GlobalWindows;
import java.io.Serializable;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What programs are told whose types cannot be found or cannot be used. */
@SuppressWarnings({"rawtypes", "unchecked"}) // As users write functions.
class TypeMessagesTest {
    private static final String HERE = TypeMessagesTest.class.getName();
    private final DataStream<Long> numbers =
            StreamExecutionEnvironment.getExecutionEnvironment().fromSequence(1, 9);

    /** A function of a free type. */
    static class Free<T> implements MapFunction<Long, T> {
        @Override
        @SuppressWarnings("NullAway")
        public T map(Long value) {
            return null;
        }
    }

    /** A function without type arguments. */
    static class Raw extends RichMapFunction {
        @Override
        public Object map(Object value) {
            return value;
        }
    }

    /** A function that returns a tuple of anything. */
    static class RawTuple implements MapFunction<Long, Tuple2> {
        @Override
        public Tuple2 map(Long value) {
            return Tuple2.of(value, value);
        }
    }

    /** Counts into something that cannot be known. */
    static class RawAggregate<A> implements AggregateFunction<Long, A, Long> {
        @Override
        @SuppressWarnings("NullAway")
        public A createAccumulator() {
            return null;
        }

        @Override
        public A add(Long value, A accumulator) {
            return accumulator;
        }

        @Override
        public Long getResult(A accumulator) {
            return 0L;
        }

        @Override
        public A merge(A a, A b) {
            return a;
        }
    }

    /** No POJO. */
    public static class NoConstructor {
        public long id;

        public NoConstructor(long id) {
            this.id = id;
        }
    }

    /** Serializable and no POJO. */
    public static class Money implements Serializable {
        public final long cents;

        public Money() {
            cents = 0;
        }
    }

    /** Made by a factory that makes nothing. */
    @TypeInfo(MakesNothing.class)
    public static class Nothings {}

    /** Forgets its result. */
    public static class MakesNothing extends TypeInfoFactory<Nothings> {
        @Override
        @SuppressWarnings("NullAway")
        public TypeInformation<Nothings> createTypeInfo(Type t, Map<String, TypeInformation<?>> parameters) {
            return null;
        }
    }

    @Test
    void aLambdaWithACollectorIsToldWhichTypeIsGoneAndHowToGiveIt() {
        FlatMapFunction<Long, Tuple2<String, Long>> pairs = (number, out) -> out.collect(Tuple2.of("n", number));
        assertThatThrownBy(() -> numbers.flatMap(pairs).name("pairs").keyBy(pair -> pair.f0))
                .isInstanceOf(InvalidTypesException.class)
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("The output type of operator 'pairs' cannot be determined: a lambda in " + HERE
                        + " does not say what O of FlatMapFunction is: of a lambda's types Java keeps only"
                        + " Collector of its parameter Collector<O>. Call .returns(...) right after it, for example"
                        + " .returns(Types.TUPLE(Types.STRING, Types.LONG)) or"
                        + " .returns(new TypeHint<Tuple2<String, Long>>() {})");
        DataStream<Tuple2<String, Long>> given = numbers.flatMap(pairs).returns(Types.TUPLE(Types.STRING, Types.LONG));
        assertThat(given.getType()).isEqualTo(Types.TUPLE(Types.STRING, Types.LONG));
    }

    @Test
    void aLambdaThatReturnsAGenericTypeIsToldWhatIsLeftOfIt() {
        assertThatThrownBy(() -> numbers.map(number -> List.of(number)).getType())
                .hasMessageContaining("O of MapFunction is: of a lambda's types Java keeps only List of its result");
        MapFunction<Long, Object> any = number -> number;
        assertThatThrownBy(() -> numbers.map(any).getType())
                .hasMessageContaining("Java keeps only Object of its result");
    }

    @Test
    void aGenericFunctionIsToldWhichOfItsTypeParametersIsOpen() {
        assertThatThrownBy(() -> numbers.map(new Free<String>()).getType())
                .hasMessageContaining(
                        Free.class.getName() + " does not say what O of MapFunction is, because it is made"
                                + " for any T and Java forgets for which");
        assertThat(numbers.map(new Free<String>() {}).getType()).isEqualTo(Types.STRING);
    }

    @Test
    void rawTypesAreNamed() {
        assertThatThrownBy(() -> numbers.map((MapFunction<Long, Object>) (MapFunction) new Raw())
                        .getType())
                .hasMessageContaining(Raw.class.getName() + " does not say what O of MapFunction is, because"
                        + " RichMapFunction is written without type arguments there");
        assertThatThrownBy(() -> numbers.map(new RawTuple()).getType())
                .hasMessageContaining("because Tuple2 is written without type arguments there");
        assertThatThrownBy(() -> TypeInformation.of(Tuple2.class))
                .hasMessageContaining("The type of " + Tuple2.class.getName() + " cannot be determined")
                .hasMessageContaining("The type variable T0 of class " + Tuple2.class.getName() + " is not known here")
                .hasMessageContaining("say it with Types or with new TypeHint<...>() {} and all type arguments");
        assertThatThrownBy(() -> new TypeHint() {})
                .hasMessageContaining("does not say what T of class " + TypeHint.class.getName() + " is");
        assertThatThrownBy(() -> new OutputTag("late") {})
                .hasMessageContaining("The type of OutputTag 'late' cannot be determined: write it as an anonymous");
    }

    @Test
    void keysAreToldWhereToGiveTheirType() {
        KeySelector<Long, Tuple2<Long, Long>> selector = number -> Tuple2.of(number, number);
        assertThatThrownBy(() -> numbers.keyBy(selector))
                .isInstanceOf(InvalidTypesException.class)
                .hasMessageStartingWith("The type of the key by which '")
                .hasMessageContaining("does not say what KEY of KeySelector is")
                .hasMessageContaining("Java keeps only Tuple2 of its result")
                .hasMessageEndingWith("Give it as the second argument: keyBy(selector, Types.STRING)");
    }

    @Test
    void accumulatorsAreToldWhereToGiveTheirType() {
        assertThatThrownBy(() -> numbers.windowAll(GlobalWindows.create()).aggregate(new RawAggregate<String>()))
                .hasMessage("The accumulator type of " + RawAggregate.class.getName() + " cannot be determined: "
                        + RawAggregate.class.getName() + " does not say what ACC of AggregateFunction is, because it is"
                        + " made for any A and Java forgets for which. Give it and the result's type:"
                        + " aggregate(function, accumulatorType, ...)");
    }

    @Test
    void arraysAndObjectsThatHashByIdentityAreNoKeys() {
        assertThatThrownBy(() -> numbers.keyBy(number -> new long[] {number}))
                .hasMessageContaining("by long[]: arrays hash by identity; use a List or a record instead");
        assertThatThrownBy(() -> numbers.keyBy(number -> new AtomicLong(number)))
                .hasMessageContaining(
                        "java.util.concurrent.atomic.AtomicLong does not override hashCode(), so that equal"
                                + " keys would hash differently; override hashCode() and equals(), or make it a record");
        assertThatThrownBy(() -> numbers.keyBy(number -> number > 1 ? Thread.State.NEW : Thread.State.BLOCKED))
                .hasMessageContaining("hash codes of enum constants differ between JVMs; use name() instead");
        assertThatThrownBy(() -> numbers.keyBy(
                        number -> Tuple2.of(number, new int[0]),
                        Types.TUPLE(Types.LONG, Types.PRIMITIVE_ARRAY(Types.INT))))
                .hasMessageContaining("field f1 of type int[] cannot: arrays hash by identity");
    }

    @Test
    void aClassThatMustBeAPojoIsToldWhatIsMissing() {
        String remedy = "; change that, or make the class a record, or use Types.GENERIC(NoConstructor.class) for slow"
                + " Java serialization";
        assertThatThrownBy(() -> Types.POJO(NoConstructor.class))
                .isInstanceOf(InvalidTypesException.class)
                .hasMessage(NoConstructor.class.getName() + " is no POJO: it has no constructor without parameters"
                        + remedy);
        assertThatThrownBy(() -> Types.POJO(NoConstructor.class, Map.of("id", Types.LONG)))
                .hasMessage(NoConstructor.class.getName() + " is no POJO: it has no constructor without parameters"
                        + remedy);
        assertThatThrownBy(() -> Types.POJO(Samples.Ride.class, Map.of("wheels", Types.INT)))
                .hasMessage(Samples.Ride.class.getName() + " has no field 'wheels'");
        assertThat(Types.POJO(Samples.Ride.class, Map.of("id", Types.LONG)).getArity())
                .isEqualTo(1);
    }

    @Test
    void anotherInputThanDeclaredIsNamed() {
        MapFunction<String, String> strings = text -> text;
        assertThatThrownBy(() -> numbers.map((MapFunction<Long, String>) (MapFunction) strings))
                .hasMessage("The input of a lambda in " + HERE
                        + " is declared as java.lang.String, but the records are of type Long");
    }

    @Test
    void genericTypesCanBeForbidden() {
        var config = new ExecutionConfig();
        config.disableGenericTypes();
        assertThat(config.hasGenericTypesDisabled()).isTrue();
        assertThatThrownBy(() -> Types.LIST(Types.GENERIC(StringBuilder.class)).createSerializer(config))
                .isInstanceOf(InvalidTypesException.class)
                .hasMessage(
                        "Generic types are disabled (pipeline.generic-types: false), but java.lang.StringBuilder can"
                                + " only be written by Java serialization; make it a record or a POJO, or give its type"
                                + " information");
        assertThatThrownBy(() -> TypeInformation.of(Money.class).createSerializer(config))
                .hasMessageContaining(
                        Money.class.getName() + " can only be written by Java serialization, because it is no"
                                + " POJO: field cents is final; make it a record or a POJO");
        assertThat(TypeInformation.of(Money.class)).isEqualTo(Types.GENERIC(Money.class));
        assertThatThrownBy(() -> Types.GENERIC(Row.class).createSerializer(config.getSerializerConfig()))
                .hasMessageEndingWith("; say what its fields are with Types.ROW(...)");
        config.enableGenericTypes();
        assertThat(Types.GENERIC(Row.class).createSerializer(config)).isNotNull();
    }

    @Test
    void aSerializerConfigSaysWhatAConfigSays() {
        var config = new ExecutionConfig();
        config.registerPojoType(Samples.Ride.class);
        assertThat(config.getRegisteredPojoTypes()).containsExactly(Samples.Ride.class);
        SerializerConfig copy = config.getSerializerConfig().copy();
        config.disableGenericTypes();
        assertThat(copy.hasGenericTypesDisabled()).isFalse();
        assertThat(copy.getRegisteredPojoTypes()).containsExactly(Samples.Ride.class);
        assertThat(copy).isNotEqualTo(config.getSerializerConfig());
        assertThat(ExecutionConfig.withSerializers(config.getSerializerConfig()).getSerializerConfig())
                .isEqualTo(config.getSerializerConfig());
        var settings = new SerializerConfigImpl();
        settings.setGenericTypes(false);
        settings.registerPojoType(Samples.Ride.class);
        assertThat(settings).isEqualTo(config.getSerializerConfig()).hasSameHashCodeAs(config.getSerializerConfig());
        assertThat(settings.toString()).contains("generic types refused");
    }

    @Test
    void aFactoryThatMakesNothingIsNamed() {
        assertThatThrownBy(() -> TypeInformation.of(Nothings.class))
                .isInstanceOf(InvalidTypesException.class)
                .hasMessage("The type factory " + MakesNothing.class.getName() + " of " + Nothings.class.getName()
                        + " returned null instead of type information");
    }

    @Test
    void anExceptionCanBeMadeWithoutText() {
        assertThat(new InvalidTypesException()).hasMessage("A type cannot be determined");
    }
}

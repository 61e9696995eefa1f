package io.yarnflink.api.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.functions.AggregateFunction;
import io.yarnflink.api.functions.RichReduceFunction;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.serializers.ListSerializer;
import io.yarnflink.api.typeutils.serializers.LongSerializer;
import io.yarnflink.api.typeutils.serializers.StringSerializer;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // The default is there.
class StateDescriptorsTest {
    private final ExecutionConfig config = new ExecutionConfig();

    private <T, D extends StateDescriptor<?, T>> TypeSerializer<T> initialized(D descriptor) {
        assertThat(descriptor.isSerializerInitialized()).isFalse();
        assertThatThrownBy(descriptor::getSerializer)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("State '" + descriptor.getName() + "' has no serializer yet");
        descriptor.initializeSerializerUnlessSet(config);
        assertThat(descriptor.isSerializerInitialized()).isTrue();
        return descriptor.getSerializer();
    }

    @Test
    void aValueHasADefault() {
        ValueStateDescriptor<String> descriptor = new ValueStateDescriptor<>("v", String.class);
        assertThat(descriptor.getName()).isEqualTo("v");
        assertThat(descriptor.getType()).isEqualTo(StateDescriptor.Type.VALUE);
        assertThat(descriptor.getDefaultValue()).isNull();
        assertThat(initialized(descriptor)).isEqualTo(StringSerializer.INSTANCE);
        assertThat(initialized(new ValueStateDescriptor<>("v", Types.STRING))).isEqualTo(StringSerializer.INSTANCE);
        assertThat(new ValueStateDescriptor<>("v", StringSerializer.INSTANCE).isSerializerInitialized())
                .isTrue();
        assertThat(new ValueStateDescriptor<>("v", String.class, "d").getDefaultValue())
                .isEqualTo("d");
        assertThat(new ValueStateDescriptor<>("v", Types.STRING, "d").getDefaultValue())
                .isEqualTo("d");
        assertThat(new ValueStateDescriptor<>("v", StringSerializer.INSTANCE, "d").getDefaultValue())
                .isEqualTo("d");
    }

    @Test
    void aMutableDefaultIsCopiedForEachKey() {
        ValueStateDescriptor<List<String>> descriptor =
                new ValueStateDescriptor<>("v", new ListSerializer<>(StringSerializer.INSTANCE), new ArrayList<>());
        List<String> first = descriptor.getDefaultValue();
        assertThat(first).isNotNull().isEmpty();
        first.add("changed by the program");
        assertThat(descriptor.getDefaultValue()).isEmpty();
    }

    @Test
    void aListHasElements() {
        ListStateDescriptor<Long> descriptor = new ListStateDescriptor<>("l", Long.class);
        assertThat(descriptor.getType()).isEqualTo(StateDescriptor.Type.LIST);
        initialized(descriptor);
        assertThat(descriptor.getElementSerializer().copy(5L)).isEqualTo(5L);
        initialized(new ListStateDescriptor<>("l", Types.LONG));
        assertThat(new ListStateDescriptor<>("l", LongSerializer.INSTANCE)
                        .getElementSerializer()
                        .copy(5L))
                .isEqualTo(5L);
    }

    @Test
    void aMapHasKeysAndValues() {
        MapStateDescriptor<String, Long> descriptor = new MapStateDescriptor<>("m", String.class, Long.class);
        assertThat(descriptor.getType()).isEqualTo(StateDescriptor.Type.MAP);
        initialized(descriptor);
        assertThat(descriptor.getKeySerializer().copy("k")).isEqualTo("k");
        assertThat(descriptor.getValueSerializer().copy(5L)).isEqualTo(5L);
        initialized(new MapStateDescriptor<>("m", Types.STRING, Types.LONG));
        assertThat(new MapStateDescriptor<>("m", StringSerializer.INSTANCE, LongSerializer.INSTANCE)
                        .getValueSerializer()
                        .copy(5L))
                .isEqualTo(5L);
    }

    @Test
    void aReductionHasAFunction() throws Exception {
        ReducingStateDescriptor<Long> descriptor = new ReducingStateDescriptor<>("r", Long::sum, Long.class);
        assertThat(descriptor.getType()).isEqualTo(StateDescriptor.Type.REDUCING);
        assertThat(descriptor.getReduceFunction().reduce(2L, 3L)).isEqualTo(5);
        initialized(descriptor);
        initialized(new ReducingStateDescriptor<>("r", Long::sum, Types.LONG));
        assertThat(new ReducingStateDescriptor<>("r", Long::max, LongSerializer.INSTANCE)
                        .getReduceFunction()
                        .reduce(2L, 3L))
                .isEqualTo(3);
        assertThatThrownBy(() -> new ReducingStateDescriptor<>("r", new RichSum(), Long.class))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("RichSum");
    }

    private static final class RichSum extends RichReduceFunction<Long> {
        @Override
        public Long reduce(Long value1, Long value2) {
            return value1 + value2;
        }
    }

    @Test
    void anAggregationHasAnAccumulator() {
        Joined joined = new Joined();
        AggregatingStateDescriptor<Integer, String, Integer> descriptor =
                new AggregatingStateDescriptor<>("a", joined, String.class);
        assertThat(descriptor.getType()).isEqualTo(StateDescriptor.Type.AGGREGATING);
        assertThat(descriptor.getAggregateFunction()).isSameAs(joined);
        assertThat(initialized(descriptor)).isEqualTo(StringSerializer.INSTANCE);
        initialized(new AggregatingStateDescriptor<>("a", joined, Types.STRING));
        assertThat(new AggregatingStateDescriptor<>("a", joined, StringSerializer.INSTANCE).getSerializer())
                .isEqualTo(StringSerializer.INSTANCE);
    }

    private static final class Joined implements AggregateFunction<Integer, String, Integer> {
        @Override
        public String createAccumulator() {
            return "";
        }

        @Override
        public String add(Integer value, String accumulator) {
            return accumulator + value;
        }

        @Override
        public Integer getResult(String accumulator) {
            return accumulator.length();
        }

        @Override
        public String merge(String a, String b) {
            return a + b;
        }
    }

    @Test
    void descriptorsAreEqualByKindAndName() {
        assertThat(new ValueStateDescriptor<>("s", String.class))
                .isEqualTo(new ValueStateDescriptor<>("s", Types.LONG))
                .hasSameHashCodeAs(new ValueStateDescriptor<>("s", Types.LONG))
                .isNotEqualTo(new ListStateDescriptor<>("s", String.class))
                .isNotEqualTo(new ValueStateDescriptor<>("t", String.class))
                .hasToString("ValueStateDescriptor{name=s, type=String}");
        assertThat(StateDescriptor.Type.values()).contains(StateDescriptor.Type.valueOf("MAP"));
    }

    @Test
    void aDescriptorOfTheProgramsNamesItsState() {
        class Own extends StateDescriptor<ValueState<String>, String> {
            Own(String name, TypeSerializer<String> serializer) {
                super(name, serializer, null);
            }

            Own(String name, TypeInformation<String> type) {
                super(name, type, "default");
            }

            Own(String name, Class<String> type) {
                super(name, type, null);
            }

            @Override
            public Type getType() {
                return Type.VALUE;
            }
        }
        assertThat(new Own("a", StringSerializer.INSTANCE).getSerializer()).isEqualTo(StringSerializer.INSTANCE);
        assertThat(new Own("b", Types.STRING).getDefaultValue()).isEqualTo("default");
        assertThat(new Own("c", String.class).getName()).isEqualTo("c");
    }

    @Test
    void stateLivesForEverUnlessItIsToldOtherwise() {
        ValueStateDescriptor<String> descriptor = new ValueStateDescriptor<>("s", String.class);
        assertThat(descriptor.getTtlConfig()).isSameAs(StateTtlConfig.DISABLED);
        StateTtlConfig hour = StateTtlConfig.newBuilder(Duration.ofHours(1)).build();
        descriptor.enableTimeToLive(hour);
        assertThat(descriptor.getTtlConfig()).isSameAs(hour);
    }
}

package io.yarnflink.api.datastream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.configuration.MemorySize;
import io.yarnflink.api.connector.source.Boundedness;
import io.yarnflink.api.connector.source.lib.NumberSequenceSource;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.aggregation.AggregationFunction;
import io.yarnflink.api.functions.sink.v2.DiscardingSink;
import io.yarnflink.api.functions.source.FromIteratorFunction;
import io.yarnflink.api.operators.AbstractStreamOperator;
import io.yarnflink.api.operators.ChainingStrategy;
import io.yarnflink.api.operators.GivenOperator;
import io.yarnflink.api.operators.OneInputStreamOperator;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.operators.SlotSharingGroup;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.api.operators.StreamSource;
import io.yarnflink.api.serialization.NotSerializableFunctionException;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.transformation.OneInputTransformation;
import io.yarnflink.api.transformation.PartitionTransformation;
import io.yarnflink.api.transformation.Partitioning;
import io.yarnflink.api.transformation.SideOutputTransformation;
import io.yarnflink.api.transformation.SourceTransformation;
import io.yarnflink.api.transformation.Transformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.windowing.assigners.GlobalWindows;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The classes of streams can be made and extended by programs and libraries, as those that streams hand out are. */
class StreamClassesTest {
    private final StreamExecutionEnvironment env = new StreamExecutionEnvironment();
    private final DataStreamSource<Long> numbers = env.fromSequence(1, 9);
    private final KeyedStream<Long, Long> keyed = new KeyedStream<>(numbers, number -> number % 2);

    @Test
    void aStreamIsMadeOfATransformation() {
        DataStream<Long> same = new DataStream<>(env, numbers.getTransformation());
        assertThat(same.getType()).isEqualTo(Types.LONG);
        assertThat(same.getExecutionEnvironment()).isSameAs(env);
        assertThat(same.getExecutionConfig()).isSameAs(env.getConfig());
        SingleOutputStreamOperator<Long> operator = new SingleOutputStreamOperator<>(env, numbers.getTransformation());
        assertThat(operator.name("renamed").getName()).isEqualTo("renamed");
        assertThat(numbers.getName()).isEqualTo("renamed");
        var side = new SideOutputTransformation<>(
                env.newTransformationId(), numbers.getTransformation(), new OutputTag<>("side", Types.STRING));
        assertThat(new SideOutputDataStream<>(env, side).getType()).isEqualTo(Types.STRING);
    }

    @Test
    void aSourceIsMadeOfASourceALoopOrAnOperator() {
        var read = new DataStreamSource<>(
                env, new NumberSequenceSource(1, 2), WatermarkStrategy.noWatermarks(), Types.LONG, "numbers");
        assertThat(read.getName()).isEqualTo("numbers");
        assertThat(((SourceTransformation<Long>) read.getTransformation())
                        .operator()
                        .isBounded())
                .isTrue();

        var loop = new StreamSource<Long, FromIteratorFunction<Long>>(new FromIteratorFunction<>(new Counted()));
        var endless = new DataStreamSource<>(env, Types.LONG, loop, true, "endless");
        assertThat(descriptor(endless))
                .isEqualTo(
                        new OperatorDescriptor.SourceLoop<>(loop.getUserFunction(), Boundedness.CONTINUOUS_UNBOUNDED));
        assertThat(endless.setParallelism(3).getParallelism()).isEqualTo(3);
        var bounded = new DataStreamSource<>(env, Types.LONG, loop, false, "bounded", Boundedness.BOUNDED);
        assertThat(descriptor(bounded).isBounded()).isTrue();
        assertThatThrownBy(() -> bounded.setParallelism(2)).hasMessageContaining("cannot run in parallel");

        SingleOutputStreamOperator<Long> mapped = numbers.map(number -> number, Types.LONG);
        assertThat(new DataStreamSource<>(mapped).getTransformation()).isSameAs(mapped.getTransformation());
    }

    private static OperatorDescriptor descriptor(DataStreamSource<?> source) {
        return ((SourceTransformation<?>) source.getTransformation()).operator();
    }

    /** Numbers, without an end. */
    private static final class Counted implements java.util.Iterator<Long>, java.io.Serializable {
        private long next;

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public Long next() {
            next++;
            return next;
        }
    }

    @Test
    void streamsOfTwoInputsAndWindowsAreMadeOfStreams() {
        MapStateDescriptor<String, Long> rules = new MapStateDescriptor<>("rules", Types.STRING, Types.LONG);
        BroadcastStream<Long> broadcast = new BroadcastStream<>(env, numbers.broadcast(), rules);
        assertThat(broadcast.getBroadcastStateDescriptors()).containsExactly(rules);
        var withBroadcast = new BroadcastConnectedStream<>(env, numbers, broadcast, List.of(rules));
        assertThat(withBroadcast.getFirstInput()).isSameAs(numbers);
        assertThat(withBroadcast.getSecondInput()).isSameAs(broadcast);
        ConnectedStreams<Long, Long> connected = new ConnectedStreams<>(env, numbers, keyed);
        assertThat(connected.getSecondInput()).isSameAs(keyed);
        KeyedStream<Long, Long> sameType = new KeyedStream<>(numbers, number -> number, Types.LONG);
        assertThat(sameType.getKeyType()).isEqualTo(keyed.getKeyType());
        assertThat(new WindowedStream<>(keyed, GlobalWindows.create()).getInputType())
                .isEqualTo(Types.LONG);
        assertThat(new AllWindowedStream<>(numbers, GlobalWindows.create()).getInputType())
                .isEqualTo(Types.LONG);
        assertThat(new CoGroupedStreams<>(numbers, keyed).where(number -> number))
                .isNotNull();
        assertThat(new JoinedStreams<>(numbers, keyed).where(number -> number)).isNotNull();
        assertThatThrownBy(() -> new KeyedStream.IntervalJoined<>(
                                keyed,
                                keyed.keyBy(number -> "a", Types.STRING)
                                        .map(n -> n, Types.LONG)
                                        .keyBy(n -> n),
                                1,
                                0,
                                true,
                                true)
                        .process(new Joined()))
                .hasMessageContaining("No pair can be joined");
        assertThatThrownBy(() -> keyed.intervalJoin(keyed)
                        .inProcessingTime()
                        .between(java.time.Duration.ZERO, java.time.Duration.ZERO))
                .isInstanceOf(UnsupportedTimeCharacteristicException.class);
        assertThat(new UnsupportedTimeCharacteristicException("why")).hasMessage("why");
        assertThat(new AsyncDataStream()).isNotNull();
        assertThat(AsyncDataStream.OutputMode.values())
                .containsExactly(
                        AsyncDataStream.OutputMode.valueOf("ORDERED"), AsyncDataStream.OutputMode.valueOf("UNORDERED"));
    }

    /** Adds both. */
    private static final class Joined extends io.yarnflink.api.functions.co.ProcessJoinFunction<Long, Long, Long> {
        @Override
        public void processElement(Long left, Long right, Context ctx, io.yarnflink.api.functions.Collector<Long> out) {
            out.collect(left + right);
        }
    }

    @Test
    void aFunctionIsCleanedOfWhatItDoesNotUseAndWhatItUsesMustTravel() {
        BroadcastStream<Long> broadcast = numbers.broadcast(new MapStateDescriptor<>("r", Types.STRING, Types.LONG));
        var withBroadcast = numbers.connect(broadcast);
        // Anonymous classes hold the test, which cannot be serialized.
        MapFunction<Long, Long> same = new MapFunction<>() {
            @Override
            public Long map(Long value) {
                return value;
            }
        };
        assertThat(numbers.clean(same)).isSameAs(same);
        assertThat(broadcast.clean(same)).isSameAs(same);
        assertThat(withBroadcast.clean(same)).isSameAs(same);
        MapFunction<Long, Long> usesTheTest = new MapFunction<>() {
            @Override
            public Long map(Long value) {
                return value + numbers.getParallelism();
            }
        };
        assertThatThrownBy(() -> numbers.clean(usesTheTest)).isInstanceOf(NotSerializableFunctionException.class);
    }

    @Test
    void aStreamTakesAPartitioningAndAKeyedOneKeepsItsOwn() {
        DataStream<Long> global = numbers.setConnectionType(new Partitioning.Global());
        assertThat(((PartitionTransformation<Long>) global.getTransformation()).partitioning())
                .isEqualTo(new Partitioning.Global());
        assertThatThrownBy(() -> keyed.setConnectionType(new Partitioning.Global()))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("partitioned by its key already");
    }

    /** Hands records on. */
    private static final class Same extends AbstractStreamOperator<Long> implements OneInputStreamOperator<Long, Long> {
        @Override
        public void processElement(StreamRecord<Long> element) {
            output.collect(element);
        }
    }

    @Test
    void aSubclassOfAStreamAddsOperators() {
        Same operator = new Same();
        operator.setChainingStrategy(ChainingStrategy.HEAD);
        assertThat(operator.getChainingStrategy()).isEqualTo(ChainingStrategy.HEAD);
        var made = numbers.doTransform("same", Types.LONG, new GivenOperator<Long, Long, Long>(operator));
        assertThat(made.getTransformation().chainingStrategy()).isEqualTo(ChainingStrategy.HEAD);
        assertThat(operator(made)).isInstanceOf(OperatorDescriptor.Custom.class);
        var ofKeys = keyed.doTransform("same", Types.LONG, new GivenOperator<Long, Long, Long>(new Same()));
        assertThat(operator(ofKeys)).isInstanceOf(OperatorDescriptor.Keyed.class);
        var sums = keyed.aggregate(new AggregationFunction<>() {
            @Override
            public Long reduce(Long value1, Long value2) {
                return value1 + value2;
            }
        });
        assertThat(sums.getName()).isEqualTo("Keyed Aggregation");
        assertThat(operator(sums)).isInstanceOf(OperatorDescriptor.KeyedReduce.class);
    }

    private static OperatorDescriptor operator(DataStream<?> stream) {
        return ((OneInputTransformation<?, ?>) stream.getTransformation()).operator();
    }

    @Test
    void operatorsAndSinksTakeTheSettingsOfHowTheyRun() {
        String hash = "0123456789abcdef0123456789ABCDEF";
        SingleOutputStreamOperator<Long> mapped = numbers.map(number -> number, Types.LONG)
                .setUidHash(hash)
                .addMetricVariable("team", "red")
                .setBufferTimeout(0)
                .slotSharingGroup(SlotSharingGroup.newBuilder("slots").build());
        Transformation<Long> transformation = mapped.getTransformation();
        assertThat(transformation.uidHash()).contains(hash);
        assertThat(transformation.metricVariables()).containsEntry("team", "red");
        assertThat(transformation.bufferTimeout()).isZero();
        assertThat(transformation.slotSharingGroup()).contains("slots");
        assertThatThrownBy(() -> mapped.setUidHash("abc"))
                .hasMessage("A uid hash is the id of an operator, 32 hexadecimal digits; got 'abc'");
        assertThatThrownBy(() -> mapped.setBufferTimeout(-2)).hasMessageContaining("at least -1, was -2");

        DataStreamSink<Long> sink = mapped.sinkTo(
                new DiscardingSink<>(),
                CustomSinkOperatorUidHashes.builder()
                        .setGlobalCommitterUidHash(hash.replace('0', '2'))
                        .setCommitterUidHash(hash.replace('0', '1'))
                        .build());
        assertThat(sink.getTransformation().uidHash()).contains(hash.replace('0', '1'));
        sink.setUidHash(hash)
                .addMetricVariable("team", "blue")
                .setDescription("thrown away")
                .slotSharingGroup(SlotSharingGroup.newBuilder("sinks").build());
        assertThat(sink.getTransformation().uidHash()).contains(hash);
        assertThat(sink.getTransformation().metricVariables()).containsEntry("team", "blue");
        assertThat(sink.getTransformation().description()).isEqualTo("thrown away");
        assertThat(sink.getTransformation().slotSharingGroup()).contains("sinks");
        var hashes = new CustomSinkOperatorUidHashes.SinkOperatorUidHashesBuilder()
                .setWriterUidHash(hash)
                .build();
        assertThat(mapped.sinkTo(new DiscardingSink<>(), hashes)
                        .getTransformation()
                        .uidHash())
                .contains(hash);
        assertThat(mapped.sinkTo(new DiscardingSink<>(), CustomSinkOperatorUidHashes.DEFAULT)
                        .getTransformation()
                        .uidHash())
                .isEmpty();
    }

    @Test
    void aSlotSharingGroupThatAsksForResourcesIsRefused() {
        for (SlotSharingGroup large : List.of(
                SlotSharingGroup.newBuilder("large").setCpuCores(2).build(),
                SlotSharingGroup.newBuilder("large").setTaskHeapMemoryMB(100).build(),
                SlotSharingGroup.newBuilder("large").setTaskOffHeapMemoryMB(100).build(),
                SlotSharingGroup.newBuilder("large").setManagedMemoryMB(100).build(),
                SlotSharingGroup.newBuilder("large")
                        .setExternalResource("gpu", 1)
                        .build())) {
            assertThatThrownBy(() -> numbers.slotSharingGroup(large))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Slot sharing group 'large' asks for resources of its own, but");
            assertThatThrownBy(() -> numbers.sinkTo(new DiscardingSink<>()).slotSharingGroup(large))
                    .hasMessageContaining("equal shares");
        }
        MemorySize size = MemorySize.ofMebiBytes(1);
        SlotSharingGroup all = SlotSharingGroup.newBuilder("all")
                .setCpuCores(1)
                .setTaskHeapMemory(size)
                .setTaskOffHeapMemory(size)
                .setManagedMemory(size)
                .build();
        assertThat(all.getName()).isEqualTo("all");
        assertThat(all.getCpuCores()).contains(1.0);
        assertThat(all.getTaskHeapMemory()).contains(size);
        assertThat(all.getTaskOffHeapMemory()).contains(size);
        assertThat(all.getManagedMemory()).contains(size);
        assertThat(all.getExternalResources()).isEmpty();
        assertThatThrownBy(() -> SlotSharingGroup.newBuilder("none").setCpuCores(0))
                .hasMessageContaining("more than 0");
    }
}

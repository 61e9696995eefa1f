package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.common.CloseableIterator;
import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.io.OutputFormat;
import io.yarnflink.api.connector.sink.Sink;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.AssignerStrategies;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.fs.FileSystem;
import io.yarnflink.api.functions.AssignerWithPeriodicWatermarks;
import io.yarnflink.api.functions.AssignerWithPunctuatedWatermarks;
import io.yarnflink.api.functions.FilterFunction;
import io.yarnflink.api.functions.FlatMapFunction;
import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.functions.Partitioner;
import io.yarnflink.api.functions.ProcessFunction;
import io.yarnflink.api.functions.aggregation.FieldAsKey;
import io.yarnflink.api.functions.aggregation.FieldsAsKey;
import io.yarnflink.api.functions.sink.OutputFormatSinkFunction;
import io.yarnflink.api.functions.sink.SinkFunction;
import io.yarnflink.api.functions.sink.SocketClientSink;
import io.yarnflink.api.operators.GivenOperator;
import io.yarnflink.api.operators.OneInputStreamOperator;
import io.yarnflink.api.operators.OneInputStreamOperatorFactory;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.operators.StreamOperatorFactory;
import io.yarnflink.api.serialization.SerializationSchema;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.transformation.OneInputTransformation;
import io.yarnflink.api.transformation.PartitionTransformation;
import io.yarnflink.api.transformation.Partitioning;
import io.yarnflink.api.transformation.SinkTransformation;
import io.yarnflink.api.transformation.Transformation;
import io.yarnflink.api.tuple.Tuple;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.InputTypeConfigurable;
import io.yarnflink.api.windowing.assigners.GlobalWindows;
import io.yarnflink.api.windowing.assigners.WindowAssigner;
import io.yarnflink.api.windowing.evictors.CountEvictor;
import io.yarnflink.api.windowing.time.Time;
import io.yarnflink.api.windowing.triggers.CountTrigger;
import io.yarnflink.api.windowing.triggers.PurgingTrigger;
import io.yarnflink.api.windowing.windows.GlobalWindow;
import io.yarnflink.api.windowing.windows.TimeWindow;
import io.yarnflink.api.windowing.windows.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream of records of one type; transforming it describes a new stream and runs nothing yet. */
public class DataStream<T> {
    /** Where the program is built. */
    protected final StreamExecutionEnvironment environment;

    /** What makes the records. */
    protected final Transformation<T> transformation;

    private boolean typeUsed;

    public DataStream(StreamExecutionEnvironment environment, Transformation<T> transformation) {
        this.environment = requireNonNull(environment, "environment is null");
        this.transformation = requireNonNull(transformation, "transformation is null");
    }

    public int getId() {
        return transformation.id();
    }

    public Transformation<T> getTransformation() {
        return transformation;
    }

    public StreamExecutionEnvironment getExecutionEnvironment() {
        return environment;
    }

    public ExecutionConfig getExecutionConfig() {
        return environment.getConfig();
    }

    public int getParallelism() {
        return transformation.parallelism() == ExecutionConfig.PARALLELISM_DEFAULT
                ? environment.getParallelism()
                : transformation.parallelism();
    }

    /** The type of the records; fails when it cannot be inferred and {@code returns(..)} was not called. */
    public TypeInformation<T> getType() {
        typeUsed = true;
        return OutputTypes.known(transformation);
    }

    /** Whether something was built on the type already, so that it must not change any more. */
    final boolean typeUsed() {
        return typeUsed;
    }

    public <R> SingleOutputStreamOperator<R> map(MapFunction<T, R> mapper) {
        return map(mapper, OutputTypes.<R>of(mapper, MapFunction.class, 1, getType()));
    }

    public <R> SingleOutputStreamOperator<R> map(MapFunction<T, R> mapper, @Nullable TypeInformation<R> outputType) {
        return transform(
                "Map",
                outputType,
                onRecords(new OperatorDescriptor.Map<>(requireNonNull(mapper, "mapper is null")), mapper));
    }

    public <R> SingleOutputStreamOperator<R> flatMap(FlatMapFunction<T, R> flatMapper) {
        return flatMap(flatMapper, OutputTypes.<R>of(flatMapper, FlatMapFunction.class, 1, getType()));
    }

    public <R> SingleOutputStreamOperator<R> flatMap(
            FlatMapFunction<T, R> flatMapper, @Nullable TypeInformation<R> outputType) {
        return transform(
                "Flat Map",
                outputType,
                onRecords(
                        new OperatorDescriptor.FlatMap<>(requireNonNull(flatMapper, "flatMapper is null")),
                        flatMapper));
    }

    public SingleOutputStreamOperator<T> filter(FilterFunction<T> filter) {
        return transform(
                "Filter",
                getType(),
                onRecords(new OperatorDescriptor.Filter<>(requireNonNull(filter, "filter is null")), filter));
    }

    public <R> SingleOutputStreamOperator<R> process(ProcessFunction<T, R> processFunction) {
        return process(processFunction, OutputTypes.<R>of(processFunction, ProcessFunction.class, 1, getType()));
    }

    public <R> SingleOutputStreamOperator<R> process(
            ProcessFunction<T, R> processFunction, @Nullable TypeInformation<R> outputType) {
        return transform(
                "Process",
                outputType,
                onRecords(
                        new OperatorDescriptor.Process<>(requireNonNull(processFunction, "processFunction is null")),
                        processFunction));
    }

    /** How a function works on this stream's records. */
    OperatorDescriptor onRecords(OperatorDescriptor operator, Function function) {
        return operator;
    }

    /** Gives records their time and makes watermarks; those that came before are ignored. */
    public SingleOutputStreamOperator<T> assignTimestampsAndWatermarks(WatermarkStrategy<T> watermarkStrategy) {
        requireNonNull(watermarkStrategy, "watermarkStrategy is null");
        return transform("Timestamps/Watermarks", getType(), new OperatorDescriptor.AssignTime<>(watermarkStrategy));
    }

    @Deprecated
    public SingleOutputStreamOperator<T> assignTimestampsAndWatermarks(
            AssignerWithPeriodicWatermarks<T> timestampAndWatermarkAssigner) {
        return assignTimestampsAndWatermarks(AssignerStrategies.of(timestampAndWatermarkAssigner));
    }

    @Deprecated
    public SingleOutputStreamOperator<T> assignTimestampsAndWatermarks(
            AssignerWithPunctuatedWatermarks<T> timestampAndWatermarkAssigner) {
        return assignTimestampsAndWatermarks(AssignerStrategies.of(timestampAndWatermarkAssigner));
    }

    /** Lets one operator read both streams. */
    public <R> ConnectedStreams<T, R> connect(DataStream<R> dataStream) {
        return new ConnectedStreams<>(environment, this, dataStream);
    }

    /** Lets one operator read this stream and, whole in every subtask, the broadcast one. */
    public <R> BroadcastConnectedStream<T, R> connect(BroadcastStream<R> broadcastStream) {
        return new BroadcastConnectedStream<>(
                environment, this, broadcastStream, broadcastStream.getBroadcastStateDescriptors());
    }

    /** Pairs records of both streams with equal keys in the same window. */
    public <T2> JoinedStreams<T, T2> join(DataStream<T2> otherStream) {
        return new JoinedStreams<>(this, otherStream);
    }

    /** Groups records of both streams with equal keys in the same window. */
    public <T2> CoGroupedStreams<T, T2> coGroup(DataStream<T2> otherStream) {
        return new CoGroupedStreams<>(this, otherStream);
    }

    /** Puts all records of each subtask into one window, which fires when the input ends. */
    public PartitionWindowedStream<T> fullWindowPartition() {
        return new SubtaskPartitionWindowedStream<>(this);
    }

    /** Puts all records into windows, in one subtask. */
    public <W extends Window> AllWindowedStream<T, W> windowAll(WindowAssigner<? super T, W> assigner) {
        return new AllWindowedStream<>(this, assigner);
    }

    /** Windows of {@code size} records, which fire when they are full. */
    public AllWindowedStream<T, GlobalWindow> countWindowAll(long size) {
        return windowAll(GlobalWindows.create()).trigger(PurgingTrigger.of(CountTrigger.of(size)));
    }

    /** The last {@code size} records, after each {@code slide} records. */
    public AllWindowedStream<T, GlobalWindow> countWindowAll(long size, long slide) {
        return windowAll(GlobalWindows.create()).evictor(CountEvictor.of(size)).trigger(CountTrigger.of(slide));
    }

    /** Partitions the stream so that all records of one key meet in one subtask. */
    public <K> KeyedStream<T, K> keyBy(KeySelector<T, K> key) {
        return new KeyedStream<>(this, key, Keys.typeOf(key, this));
    }

    public <K> KeyedStream<T, K> keyBy(KeySelector<T, K> key, TypeInformation<K> keyType) {
        return new KeyedStream<>(this, key, keyType);
    }

    /** Keyed by the fields at these positions, together as a tuple. */
    public KeyedStream<T, Tuple> keyBy(int... fields) {
        FieldsAsKey<T> selector = FieldsAsKey.at(getType(), fields);
        return new KeyedStream<>(this, selector, selector.keyType());
    }

    /** Keyed by the fields of these names; {@code a.b} is a field's field, {@code *} all. */
    public KeyedStream<T, Tuple> keyBy(String... fields) {
        FieldsAsKey<T> selector = FieldsAsKey.of(getType(), fields);
        return new KeyedStream<>(this, selector, selector.keyType());
    }

    /** Some fields of tuples, in this order. */
    public <R extends Tuple> SingleOutputStreamOperator<R> project(int... fieldIndexes) {
        return new StreamProjection<>(this, fieldIndexes).projectTupleX();
    }

    final <R extends Tuple> SingleOutputStreamOperator<R> project(TypeInformation<R> type, MapFunction<T, R> fields) {
        return transform("Projection", type, onRecords(new OperatorDescriptor.Map<>(fields), fields));
    }

    /** Windows of all records in the time that {@code setStreamTimeCharacteristic} chose. */
    @Deprecated
    public AllWindowedStream<T, TimeWindow> timeWindowAll(Time size) {
        return windowAll(TimesOfWindows.tumbling(environment, size));
    }

    @Deprecated
    public AllWindowedStream<T, TimeWindow> timeWindowAll(Time size, Time slide) {
        return windowAll(TimesOfWindows.sliding(environment, size, slide));
    }

    /** The records of this stream and of {@code streams}, in no particular order. */
    @SafeVarargs
    public final DataStream<T> union(DataStream<T>... streams) {
        Union<T> union = new Union<>(this);
        for (DataStream<T> stream : streams) {
            union.add(stream);
        }
        return union.stream();
    }

    /** Sends every record to every subtask of the next operator. */
    public DataStream<T> broadcast() {
        return setConnectionType(new Partitioning.Broadcast());
    }

    /** As {@link #broadcast()}, for a stream that changes broadcast states of the operator that reads it. */
    public BroadcastStream<T> broadcast(MapStateDescriptor<?, ?>... broadcastStateDescriptors) {
        return new BroadcastStream<>(environment, broadcast(), broadcastStateDescriptors);
    }

    /** Sends each record to a random subtask of the next operator. */
    public DataStream<T> shuffle() {
        return setConnectionType(new Partitioning.Shuffle());
    }

    /** Keeps records in their subtask: the next operator must have the same parallelism. */
    public DataStream<T> forward() {
        return setConnectionType(new Partitioning.Forward());
    }

    /** Spreads records evenly over the subtasks of the next operator. */
    public DataStream<T> rebalance() {
        return setConnectionType(new Partitioning.Rebalance());
    }

    /** Spreads records evenly over a share of the subtasks of the next operator. */
    public DataStream<T> rescale() {
        return setConnectionType(new Partitioning.Rescale());
    }

    /** Sends all records to the first subtask of the next operator. */
    public DataStream<T> global() {
        return setConnectionType(new Partitioning.Global());
    }

    /** Lets {@code partitioner} choose the subtask of the next operator by each record's key. */
    public <K> DataStream<T> partitionCustom(Partitioner<K> partitioner, KeySelector<T, K> keySelector) {
        requireNonNull(partitioner, "partitioner is null");
        return setConnectionType(
                new Partitioning.Custom(partitioner, requireNonNull(keySelector, "keySelector is null")));
    }

    /** Lets {@code partitioner} choose by the field at a position. */
    public <K> DataStream<T> partitionCustom(Partitioner<K> partitioner, int field) {
        return partitionCustom(partitioner, FieldAsKey.<T, K>at(getType(), field));
    }

    /** Lets {@code partitioner} choose by the field of a name, or a field's field. */
    public <K> DataStream<T> partitionCustom(Partitioner<K> partitioner, String field) {
        return partitionCustom(partitioner, FieldAsKey.<T, K>of(getType(), field));
    }

    /** Prints the records to the standard output of the TaskManagers. */
    public DataStreamSink<T> print() {
        return print("");
    }

    /** As {@link #print()}, each line beginning with {@code sinkIdentifier}. */
    public DataStreamSink<T> print(String sinkIdentifier) {
        return sink("Print to Std. Out", new OperatorDescriptor.Print(sinkIdentifier, false));
    }

    public DataStreamSink<T> printToErr() {
        return printToErr("");
    }

    public DataStreamSink<T> printToErr(String sinkIdentifier) {
        return sink("Print to Std. Err", new OperatorDescriptor.Print(sinkIdentifier, true));
    }

    /** Hands every record to {@code sinkFunction}, which is told their type if it asks for it. */
    public DataStreamSink<T> addSink(SinkFunction<T> sinkFunction) {
        if (requireNonNull(sinkFunction, "sink function is null") instanceof InputTypeConfigurable configurable) {
            configurable.setInputType(getType(), environment.getConfig());
        }
        return sink("Unnamed", onRecords(new OperatorDescriptor.Invoke<>(sinkFunction), sinkFunction));
    }

    /** As {@link #sinkTo(Sink)}; the state of the sink is found under the hash that is given. */
    public DataStreamSink<T> sinkTo(Sink<T> sink, CustomSinkOperatorUidHashes customSinkOperatorUidHashes) {
        DataStreamSink<T> made = sinkTo(sink);
        customSinkOperatorUidHashes.ofSink().ifPresent(made::setUidHash);
        return made;
    }

    public DataStreamSink<T> sinkTo(Sink<T> sink) {
        String className = requireNonNull(sink, "sink is null").getClass().getSimpleName();
        return sink(
                className.isEmpty() ? "Unnamed" : className,
                new OperatorDescriptor.Write<>(sink, "sink-" + environment.newTransformationId(), getType()));
    }

    /** Writes each record's {@code toString()} on a line: into a file, or into one a subtask when there are several. */
    public DataStreamSink<T> writeAsText(String path) {
        return writeAsText(path, FileSystem.WriteMode.NO_OVERWRITE);
    }

    public DataStreamSink<T> writeAsText(String path, FileSystem.WriteMode writeMode) {
        return sinkTo(new TextSink<>(path, writeMode, record -> record + "\n"));
    }

    /** As {@link #writeAsText(String)}, for tuples, with commas between their fields. */
    public DataStreamSink<T> writeAsCsv(String path) {
        return writeAsCsv(path, FileSystem.WriteMode.NO_OVERWRITE);
    }

    public DataStreamSink<T> writeAsCsv(String path, FileSystem.WriteMode writeMode) {
        return writeAsCsv(path, writeMode, "\n", ",");
    }

    public <X extends Tuple> DataStreamSink<T> writeAsCsv(
            String path, FileSystem.WriteMode writeMode, String rowDelimiter, String fieldDelimiter) {
        return sinkTo(new TextSink<>(path, writeMode, TextSink.fields(getType(), rowDelimiter, fieldDelimiter)));
    }

    /** Writes the records through {@code format}, one a subtask. */
    public DataStreamSink<T> writeUsingOutputFormat(OutputFormat<T> format) {
        return addSink(new OutputFormatSinkFunction<>(format));
    }

    /** Sends the records to a server's socket, from one subtask. */
    public DataStreamSink<T> writeToSocket(String hostName, int port, SerializationSchema<T> schema) {
        return addSink(new SocketClientSink<>(hostName, port, schema, 0)).setParallelism(1);
    }

    /**
     * This stream's records, once the program is executed. Read them while the job runs: it waits for them to be
     * fetched. Several streams of one program may be collected.
     */
    public CloseableIterator<T> collectAsync() {
        String resultId = collectSink();
        return environment.collectLater(resultId, getType());
    }

    /** As {@link #collectAsync()}, for {@code collector.getOutput()}. */
    public void collectAsync(Collector<T> collector) {
        requireNonNull(collector, "collector is null").setIterator(collectAsync());
    }

    private String collectSink() {
        String resultId = "collect-" + environment.newTransformationId();
        // One subtask numbers the records, so that repeated requests find the same ones.
        sink("Collect", new OperatorDescriptor.Collect<>(resultId, getType())).setParallelism(1);
        return resultId;
    }

    /** Holds what {@link #collectAsync(Collector)} collects. */
    public static class Collector<T> {
        private @Nullable CloseableIterator<T> iterator;

        /** The records; fails before the collector is given to a stream. */
        public CloseableIterator<T> getOutput() {
            return requireNonNull(iterator, "this collector was not given to collectAsync(...)");
        }

        void setIterator(CloseableIterator<T> collected) {
            iterator = collected;
        }
    }

    /** Executes the program and returns this stream's records; close the iterator, which cancels an unfinished job. */
    public CloseableIterator<T> executeAndCollect() throws Exception {
        return executeAndCollect(environment.jobName());
    }

    public CloseableIterator<T> executeAndCollect(String jobExecutionName) throws Exception {
        String resultId = collectSink();
        return environment.executeAndCollect(jobExecutionName, resultId, getType());
    }

    /** Executes the program and returns at most {@code limit} of this stream's records. */
    public List<T> executeAndCollect(int limit) throws Exception {
        return executeAndCollect(environment.jobName(), limit);
    }

    public List<T> executeAndCollect(String jobExecutionName, int limit) throws Exception {
        return FirstRecords.of(this, jobExecutionName, limit);
    }

    /** Runs an operator of the program's own on the records. */
    public <R> SingleOutputStreamOperator<R> transform(
            String operatorName, TypeInformation<R> outTypeInfo, OneInputStreamOperator<T, R> operator) {
        CustomOperators.configure(requireNonNull(operator, "operator is null"), outTypeInfo, environment);
        return doTransform(operatorName, outTypeInfo, new GivenOperator<T, T, R>(operator));
    }

    /** Runs operators on the records that {@code operatorFactory} makes where they run. */
    public <R> SingleOutputStreamOperator<R> transform(
            String operatorName, TypeInformation<R> outTypeInfo, OneInputStreamOperatorFactory<T, R> operatorFactory) {
        return doTransform(operatorName, outTypeInfo, operatorFactory);
    }

    protected <R> SingleOutputStreamOperator<R> doTransform(
            String operatorName, TypeInformation<R> outTypeInfo, StreamOperatorFactory<R> operatorFactory) {
        OneInputStreamOperatorFactory<T, R> factory = CustomOperators.ofOneInput(operatorName, operatorFactory);
        CustomOperators.configure(factory, outTypeInfo, environment);
        SingleOutputStreamOperator<R> made =
                transform(operatorName, outTypeInfo, custom(new OperatorDescriptor.Custom<>(factory)));
        made.getTransformation().setChainingStrategy(factory.getChainingStrategy());
        return made;
    }

    /** How an operator of the program's own works on this stream's records. */
    OperatorDescriptor custom(OperatorDescriptor.Custom<T, ?> operator) {
        return operator;
    }

    /** Lets go of what {@code f} holds of its surroundings without using it; fails when the rest cannot be serialized. */
    protected <F> F clean(F f) {
        return CustomOperators.clean(f, environment);
    }

    /** How records of this stream reach whatever reads it next. */
    protected DataStream<T> setConnectionType(Partitioning partitioning) {
        getType();
        return new DataStream<>(
                environment,
                new PartitionTransformation<>(environment.newTransformationId(), transformation, partitioning));
    }

    final <R> SingleOutputStreamOperator<R> transform(
            String name, @Nullable TypeInformation<R> outputType, OperatorDescriptor operator) {
        getType();
        OneInputTransformation<T, R> next = new OneInputTransformation<>(
                environment.newTransformationId(), name, outputType, transformation, operator);
        environment.addOperator(next);
        return new SingleOutputStreamOperator<>(environment, next);
    }

    private DataStreamSink<T> sink(String name, OperatorDescriptor operator) {
        getType();
        SinkTransformation<T> sink =
                new SinkTransformation<>(environment.newTransformationId(), name, transformation, operator);
        environment.addOperator(sink);
        return new DataStreamSink<>(sink);
    }
}

package io.yarnflink.api.environment;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.cache.DistributedCache;
import io.yarnflink.api.common.CheckpointingMode;
import io.yarnflink.api.common.CloseableIterator;
import io.yarnflink.api.common.DetachedJobExecutionResult;
import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.JobExecutionResult;
import io.yarnflink.api.common.RestartStrategies;
import io.yarnflink.api.common.RuntimeExecutionMode;
import io.yarnflink.api.common.SplittableIterator;
import io.yarnflink.api.common.TimeCharacteristic;
import io.yarnflink.api.common.io.FileInputFormat;
import io.yarnflink.api.common.io.FilePathFilter;
import io.yarnflink.api.common.io.InputFormat;
import io.yarnflink.api.common.io.NonParallelInput;
import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.ConfigOption;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.CoreOptions;
import io.yarnflink.api.configuration.ExecutionOptions;
import io.yarnflink.api.configuration.KnownOptions;
import io.yarnflink.api.configuration.PipelineOptions;
import io.yarnflink.api.configuration.ReadableConfig;
import io.yarnflink.api.connector.source.Boundedness;
import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.connector.source.lib.ElementsSource;
import io.yarnflink.api.connector.source.lib.InputFormatSource;
import io.yarnflink.api.connector.source.lib.NumberSequenceSource;
import io.yarnflink.api.datastream.DataStreamSource;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.functions.source.FileProcessingMode;
import io.yarnflink.api.functions.source.FromIteratorFunction;
import io.yarnflink.api.functions.source.FromSplittableIteratorFunction;
import io.yarnflink.api.functions.source.ParallelSourceFunction;
import io.yarnflink.api.functions.source.SocketTextStreamFunction;
import io.yarnflink.api.functions.source.SourceFunction;
import io.yarnflink.api.functions.source.StatefulSequenceSource;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.operators.OutputTypeConfigurable;
import io.yarnflink.api.operators.StreamSource;
import io.yarnflink.api.spi.JobExecutor;
import io.yarnflink.api.spi.JobExecutors;
import io.yarnflink.api.spi.Program;
import io.yarnflink.api.spi.ProgramClassLoader;
import io.yarnflink.api.spi.RunningJob;
import io.yarnflink.api.spi.TextFiles;
import io.yarnflink.api.state.StateBackend;
import io.yarnflink.api.transformation.SourceTransformation;
import io.yarnflink.api.transformation.Transformation;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.BasicTypeInfo;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.PojoTypeInfo;
import io.yarnflink.api.typeutils.TypeExtractor;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Where a program begins: makes streams from sources, and executes what was built on them. */
@SuppressWarnings("varargs") // Arrays of elements are only read.
public class StreamExecutionEnvironment implements AutoCloseable {
    /** The name of jobs that are given none. */
    public static final String DEFAULT_JOB_NAME = "Streaming Job";

    private static final InheritableThreadLocal<StreamExecutionEnvironmentFactory> CONTEXT =
            new InheritableThreadLocal<>();
    private static final AtomicInteger LOCAL_PARALLELISM =
            new AtomicInteger(Runtime.getRuntime().availableProcessors());

    private static final Duration FAILURE_GRACE = Duration.ofSeconds(10);

    private final ExecutionConfig config = new ExecutionConfig();
    private final Configuration configuration = new Configuration();
    private final CheckpointConfig checkpointConfig = new CheckpointConfig(configuration);
    private final List<JobListener> jobListeners = new ArrayList<>();
    private final ClassLoader userClassLoader;
    private final List<Transformation<?>> operators = new ArrayList<>();
    private final List<PendingResults<?>> pendingResults = new ArrayList<>();
    private @Nullable StateBackend stateBackend;
    private int lastTransformationId;

    public StreamExecutionEnvironment() {
        this(new Configuration());
    }

    public StreamExecutionEnvironment(Configuration configuration) {
        this(configuration, ProgramClassLoader.ofThread());
    }

    /** {@code userClassLoader} has the program's classes. */
    public StreamExecutionEnvironment(Configuration configuration, ClassLoader userClassLoader) {
        this.userClassLoader = userClassLoader;
        configure(configuration, userClassLoader);
    }

    /** Runs programs in this JVM, in as many subtasks as {@link #getDefaultLocalParallelism()} says. */
    public static LocalStreamEnvironment createLocalEnvironment() {
        return createLocalEnvironment(getDefaultLocalParallelism());
    }

    public static LocalStreamEnvironment createLocalEnvironment(int parallelism) {
        return createLocalEnvironment(parallelism, new Configuration());
    }

    public static LocalStreamEnvironment createLocalEnvironment(int parallelism, Configuration configuration) {
        LocalStreamEnvironment local = new LocalStreamEnvironment(configuration);
        local.setParallelism(parallelism);
        return local;
    }

    public static LocalStreamEnvironment createLocalEnvironment(Configuration configuration) {
        return createLocalEnvironment(
                configuration.get(CoreOptions.DEFAULT_PARALLELISM, getDefaultLocalParallelism()), configuration);
    }

    public static int getDefaultLocalParallelism() {
        return LOCAL_PARALLELISM.get();
    }

    /** For local environments made from now on. */
    public static void setDefaultLocalParallelism(int parallelism) {
        if (parallelism < 1) {
            throw new IllegalArgumentException("local parallelism must be at least 1, was " + parallelism);
        }
        LOCAL_PARALLELISM.set(parallelism);
    }

    /** Lets {@code factory} make the environments that this thread's programs ask for. */
    protected static void initializeContextEnvironment(StreamExecutionEnvironmentFactory factory) {
        CONTEXT.set(requireNonNull(factory, "factory is null"));
    }

    protected static void resetContextEnvironment() {
        CONTEXT.remove();
    }

    public static StreamExecutionEnvironment getExecutionEnvironment() {
        return getExecutionEnvironment(new Configuration());
    }

    /** An environment with the launcher's configuration, of which {@code configuration} overrides what it mentions. */
    public static StreamExecutionEnvironment getExecutionEnvironment(Configuration configuration) {
        Configuration merged = JobExecutors.find()
                .map(JobExecutor::configuration)
                .map(Configuration::new)
                .orElseGet(Configuration::new);
        merged.addAll(configuration);
        StreamExecutionEnvironmentFactory factory = CONTEXT.get();
        return factory == null ? new StreamExecutionEnvironment(merged) : factory.createExecutionEnvironment(merged);
    }

    /** Takes the settings of {@code configuration} over; what it does not mention stays. */
    public void configure(ReadableConfig configuration) {
        configure(configuration, userClassLoader);
    }

    public final void configure(ReadableConfig configuration, ClassLoader classLoader) {
        if (configuration instanceof Configuration values) {
            this.configuration.addAll(values);
        } else {
            KnownOptions.all().forEach(option -> take(option, configuration));
        }
        config.configure(configuration, classLoader);
        checkpointConfig.configure(configuration);
    }

    private <T> void take(ConfigOption<T> option, ReadableConfig from) {
        from.getOptional(option).ifPresent(value -> configuration.set(option, value));
    }

    public ExecutionConfig getConfig() {
        return config;
    }

    public Configuration getConfiguration() {
        return configuration;
    }

    /** Who runs this environment's programs. */
    JobExecutor executor() {
        return JobExecutors.current();
    }

    protected ClassLoader getUserClassloader() {
        return userClassLoader;
    }

    public CheckpointConfig getCheckpointConfig() {
        return checkpointConfig;
    }

    /** Asks for a checkpoint every {@code interval} milliseconds. */
    public StreamExecutionEnvironment enableCheckpointing(long interval) {
        checkpointConfig.setCheckpointInterval(interval);
        return this;
    }

    public StreamExecutionEnvironment enableCheckpointing(long interval, CheckpointingMode mode) {
        checkpointConfig.setCheckpointingConsistencyMode(mode);
        return enableCheckpointing(interval);
    }

    /** Twice a second. */
    public StreamExecutionEnvironment enableCheckpointing() {
        return enableCheckpointing(500);
    }

    public long getCheckpointInterval() {
        return checkpointConfig.getCheckpointInterval();
    }

    public CheckpointingMode getCheckpointingMode() {
        return checkpointConfig.getCheckpointingConsistencyMode();
    }

    public CheckpointingMode getCheckpointingConsistencyMode() {
        return checkpointConfig.getCheckpointingConsistencyMode();
    }

    /** Where keyed state is kept, whatever the configuration says. */
    public StreamExecutionEnvironment setStateBackend(StateBackend backend) {
        configuration.addAll(backend.settings());
        stateBackend = backend;
        return this;
    }

    /** What {@link #setStateBackend} was given last. */
    public @Nullable StateBackend getStateBackend() {
        return stateBackend;
    }

    public boolean isUnalignedCheckpointsEnabled() {
        return checkpointConfig.isUnalignedCheckpointsEnabled();
    }

    public boolean isForceUnalignedCheckpoints() {
        return checkpointConfig.isForceUnalignedCheckpoints();
    }

    public StreamExecutionEnvironment setDefaultSavepointDirectory(String savepointDirectory) {
        return setDefaultSavepointDirectory(new Path(savepointDirectory));
    }

    public StreamExecutionEnvironment setDefaultSavepointDirectory(URI savepointDirectory) {
        return setDefaultSavepointDirectory(new Path(savepointDirectory));
    }

    /** Where savepoints go that are given no place. */
    public StreamExecutionEnvironment setDefaultSavepointDirectory(Path savepointDirectory) {
        configuration.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, savepointDirectory.toString());
        return this;
    }

    public @Nullable Path getDefaultSavepointDirectory() {
        return configuration
                .getOptional(CheckpointingOptions.SAVEPOINT_DIRECTORY)
                .map(Path::new)
                .orElse(null);
    }

    public RestartStrategies.RestartStrategyConfiguration getRestartStrategy() {
        return config.getRestartStrategy();
    }

    public void setRestartStrategy(RestartStrategies.RestartStrategyConfiguration restartStrategyConfiguration) {
        config.setRestartStrategy(restartStrategyConfiguration);
    }

    public int getNumberOfExecutionRetries() {
        return config.getNumberOfExecutionRetries();
    }

    public void setNumberOfExecutionRetries(int numberOfExecutionRetries) {
        config.setNumberOfExecutionRetries(numberOfExecutionRetries);
    }

    /** The longest that records may wait to be sent, in milliseconds; -1 when no bound was asked for. */
    public long getBufferTimeout() {
        return configuration.get(PipelineOptions.BUFFER_TIMEOUT_ENABLED)
                ? configuration.get(PipelineOptions.BUFFER_TIMEOUT).toMillis()
                : -1;
    }

    /** Any bound is kept: tasks send records as soon as they would otherwise wait themselves. */
    public StreamExecutionEnvironment setBufferTimeout(long timeoutMillis) {
        if (timeoutMillis < -1) {
            throw new IllegalArgumentException("buffer timeout must be at least -1, was " + timeoutMillis);
        }
        configuration.set(PipelineOptions.BUFFER_TIMEOUT_ENABLED, timeoutMillis >= 0);
        if (timeoutMillis >= 0) {
            configuration.set(PipelineOptions.BUFFER_TIMEOUT, Duration.ofMillis(timeoutMillis));
        }
        return this;
    }

    public TimeCharacteristic getStreamTimeCharacteristic() {
        return configuration.get(PipelineOptions.TIME_CHARACTERISTIC);
    }

    /** The time that {@code timeWindow} means; with processing time no watermarks are made periodically. */
    public void setStreamTimeCharacteristic(TimeCharacteristic characteristic) {
        configuration.set(PipelineOptions.TIME_CHARACTERISTIC, requireNonNull(characteristic, "time is null"));
        config.setAutoWatermarkInterval(characteristic == TimeCharacteristic.ProcessingTime ? 0 : 200);
    }

    /** Lets {@code jobListener} hear of the jobs that this environment starts from now on. */
    public void registerJobListener(JobListener jobListener) {
        jobListeners.add(requireNonNull(jobListener, "job listener is null"));
    }

    public void clearJobListeners() {
        jobListeners.clear();
    }

    public List<JobListener> getJobListeners() {
        return List.copyOf(jobListeners);
    }

    /** Names a POJO class beforehand, which changes nothing: types are found where they are used. */
    public void registerType(Class<?> type) {
        if (TypeExtractor.createTypeInfo(type) instanceof PojoTypeInfo<?>) {
            config.registerPojoType(type);
        }
    }

    /** Lets functions read a file or folder, wherever they run, by its name in the distributed cache. */
    public void registerCachedFile(String filePath, String name) {
        registerCachedFile(filePath, name, false);
    }

    public void registerCachedFile(String filePath, String name, boolean executable) {
        if (getCachedFiles().stream().anyMatch(file -> file.f0.equals(name))) {
            throw new IllegalArgumentException("a cached file '" + name + "' is registered already");
        }
        DistributedCache.writeFileInfoToConfig(
                name, new DistributedCache.DistributedCacheEntry(filePath, executable), configuration);
    }

    public List<Tuple2<String, DistributedCache.DistributedCacheEntry>> getCachedFiles() {
        return DistributedCache.parseCachedFilesFromString(configuration.get(PipelineOptions.CACHED_FILES, List.of()));
    }

    public boolean isChainingOfOperatorsWithDifferentMaxParallelismEnabled() {
        return configuration.get(PipelineOptions.OPERATOR_CHAINING_CHAIN_OPERATORS_WITH_DIFFERENT_MAX_PARALLELISM);
    }

    /** The program so far as JSON: its operators, in topological order, and what each reads. */
    public String getExecutionPlan() {
        return executor().plan(program(jobName()));
    }

    /** Forgets what was built and not executed, and who listens. */
    @Override
    public void close() throws Exception {
        operators.clear();
        jobListeners.clear();
    }

    public StreamExecutionEnvironment setParallelism(int parallelism) {
        config.setParallelism(parallelism);
        return this;
    }

    /** The parallelism of operators that set none: this environment's, or else the executor's. */
    public int getParallelism() {
        return config.getParallelism() == ExecutionConfig.PARALLELISM_DEFAULT
                ? executor().defaultParallelism()
                : config.getParallelism();
    }

    public StreamExecutionEnvironment setMaxParallelism(int maxParallelism) {
        config.setMaxParallelism(maxParallelism);
        return this;
    }

    public int getMaxParallelism() {
        return config.getMaxParallelism();
    }

    /** Says whether results come as they are or once at the end; STREAMING where nothing is said. */
    public StreamExecutionEnvironment setRuntimeMode(RuntimeExecutionMode executionMode) {
        configuration.set(ExecutionOptions.RUNTIME_MODE, requireNonNull(executionMode, "runtime mode is null"));
        return this;
    }

    /** Gives every operator a task of its own. */
    public StreamExecutionEnvironment disableOperatorChaining() {
        configuration.set(PipelineOptions.OPERATOR_CHAINING, false);
        return this;
    }

    public boolean isChainingEnabled() {
        return configuration.get(PipelineOptions.OPERATOR_CHAINING);
    }

    /** Reads {@code source}, whose type is found from its class. */
    public <T> DataStreamSource<T> fromSource(
            Source<T, ?, ?> source, WatermarkStrategy<T> timestampsAndWatermarks, String sourceName) {
        requireNonNull(source, "source is null");
        return fromSource(
                source,
                timestampsAndWatermarks,
                sourceName,
                TypeExtractor.createTypeInfo(source, Source.class, source.getClass(), 0));
    }

    public <T> DataStreamSource<T> fromSource(
            Source<T, ?, ?> source,
            WatermarkStrategy<T> timestampsAndWatermarks,
            String sourceName,
            TypeInformation<T> typeInfo) {
        return new DataStreamSource<>(this, source, timestampsAndWatermarks, typeInfo, sourceName);
    }

    /** The numbers from {@code from} to {@code to}, both included, read in parallel. */
    public DataStreamSource<Long> fromSequence(long from, long to) {
        return fromSource(new NumberSequenceSource(from, to), WatermarkStrategy.noWatermarks(), "Sequence Source");
    }

    /** The elements, whose type is that of the first, in this order and from one subtask. */
    @SafeVarargs
    public final <OUT> DataStreamSource<OUT> fromData(OUT... data) {
        return fromData(Arrays.asList(data));
    }

    @SafeVarargs
    public final <OUT> DataStreamSource<OUT> fromData(Class<OUT> type, OUT... data) {
        return fromData(TypeInformation.of(type), data);
    }

    @SafeVarargs
    public final <OUT> DataStreamSource<OUT> fromData(TypeInformation<OUT> typeInfo, OUT... data) {
        return fromData(Arrays.asList(data), typeInfo);
    }

    public <OUT> DataStreamSource<OUT> fromData(Collection<OUT> data) {
        return fromData(data, ElementTypes.ofFirst(data));
    }

    /** The elements of {@code data}, which may be empty. */
    public <OUT> DataStreamSource<OUT> fromData(Collection<OUT> data, TypeInformation<OUT> typeInfo) {
        requireNonNull(data, "data is null");
        ElementsSource<OUT> source = new ElementsSource<>(data, requireNonNull(typeInfo, "type is null"), config);
        return new DataStreamSource<>(
                this, transformation(source, WatermarkStrategy.noWatermarks(), "Collection Source", typeInfo), false);
    }

    /** As {@link #fromData(Object[])}. */
    @SafeVarargs
    public final <OUT> DataStreamSource<OUT> fromElements(OUT... data) {
        return fromData(data);
    }

    @SafeVarargs
    public final <OUT> DataStreamSource<OUT> fromElements(Class<OUT> type, OUT... data) {
        return fromData(type, data);
    }

    public <OUT> DataStreamSource<OUT> fromCollection(Collection<OUT> data) {
        return fromData(data);
    }

    public <OUT> DataStreamSource<OUT> fromCollection(Collection<OUT> data, TypeInformation<OUT> typeInfo) {
        return fromData(data, typeInfo);
    }

    /** What an iterator gives, in one subtask; the iterator travels with the program. */
    public <OUT> DataStreamSource<OUT> fromCollection(Iterator<OUT> data, Class<OUT> type) {
        return fromCollection(data, TypeInformation.of(requireNonNull(type, "type is null")));
    }

    public <OUT> DataStreamSource<OUT> fromCollection(Iterator<OUT> data, TypeInformation<OUT> typeInfo) {
        return addSource(
                new FromIteratorFunction<>(requireNonNull(data, "data is null")),
                "Collection Source",
                requireNonNull(typeInfo, "type is null"),
                Boundedness.BOUNDED);
    }

    /** What an iterator gives, each subtask its part. */
    public <OUT> DataStreamSource<OUT> fromParallelCollection(SplittableIterator<OUT> iterator, Class<OUT> type) {
        return fromParallelCollection(iterator, TypeInformation.of(requireNonNull(type, "type is null")));
    }

    public <OUT> DataStreamSource<OUT> fromParallelCollection(
            SplittableIterator<OUT> iterator, TypeInformation<OUT> typeInfo) {
        return addSource(
                new FromSplittableIteratorFunction<>(requireNonNull(iterator, "iterator is null")),
                "Parallel Collection Source",
                requireNonNull(typeInfo, "type is null"),
                Boundedness.BOUNDED);
    }

    /** As {@link #fromSequence}. */
    public DataStreamSource<Long> generateSequence(long from, long to) {
        if (from > to) {
            throw new IllegalArgumentException("the sequence ends at " + to + " before it begins at " + from);
        }
        return addSource(
                new StatefulSequenceSource(from, to),
                "Sequence Source",
                BasicTypeInfo.LONG_TYPE_INFO,
                Boundedness.BOUNDED);
    }

    /** The lines of a file, or of all files of a folder, in UTF-8. */
    public DataStreamSource<String> readTextFile(String filePath) {
        return readTextFile(filePath, "UTF-8");
    }

    public DataStreamSource<String> readTextFile(String filePath, String charsetName) {
        requireNonNull(filePath, "file path is null");
        TextFiles files = ServiceLoader.load(TextFiles.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Nothing here reads files: put" + " yarn-flink-connector-files on the program's class path"));
        return fromSource(
                files.lines(new Path(filePath), requireNonNull(charsetName, "charset name is null")),
                WatermarkStrategy.noWatermarks(),
                "Read Text File Source");
    }

    /** Reads what {@code inputFormat} reads, whose type is found from its class; in one subtask if it is a NonParallelInput. */
    public <OUT> DataStreamSource<OUT> createInput(InputFormat<OUT, ?> inputFormat) {
        requireNonNull(inputFormat, "input format is null");
        return createInput(
                inputFormat, TypeExtractor.createTypeInfo(inputFormat, InputFormat.class, inputFormat.getClass(), 0));
    }

    public <OUT> DataStreamSource<OUT> createInput(InputFormat<OUT, ?> inputFormat, TypeInformation<OUT> typeInfo) {
        return new DataStreamSource<>(
                this,
                transformation(
                        InputFormatSource.once(inputFormat, typeInfo.createSerializer(config)),
                        WatermarkStrategy.noWatermarks(),
                        inputFormat instanceof FileInputFormat ? "Custom File Source" : "Custom Source",
                        typeInfo),
                !(inputFormat instanceof NonParallelInput));
    }

    /** Reads the files that are at {@code filePath} when the job starts. */
    public <OUT> DataStreamSource<OUT> readFile(FileInputFormat<OUT> inputFormat, String filePath) {
        return readFile(inputFormat, filePath, FileProcessingMode.PROCESS_ONCE, -1);
    }

    /**
     * Reads the files at {@code filePath} once, or looks every {@code interval} milliseconds for new and changed ones:
     * a changed file is read whole again.
     */
    public <OUT> DataStreamSource<OUT> readFile(
            FileInputFormat<OUT> inputFormat, String filePath, FileProcessingMode watchType, long interval) {
        requireNonNull(inputFormat, "input format is null");
        return readFile(
                inputFormat,
                filePath,
                watchType,
                interval,
                TypeExtractor.<OUT>createTypeInfo(inputFormat, InputFormat.class, inputFormat.getClass(), 0));
    }

    /** Passes over what {@code filter} says. */
    public <OUT> DataStreamSource<OUT> readFile(
            FileInputFormat<OUT> inputFormat,
            String filePath,
            FileProcessingMode watchType,
            long interval,
            FilePathFilter filter) {
        inputFormat.setFilesFilter(filter);
        return readFile(inputFormat, filePath, watchType, interval);
    }

    public <OUT> DataStreamSource<OUT> readFile(
            FileInputFormat<OUT> inputFormat,
            String filePath,
            FileProcessingMode watchType,
            long interval,
            TypeInformation<OUT> typeInformation) {
        if (filePath.isBlank()) {
            throw new IllegalArgumentException("the path to read is empty: name a file or a folder");
        }
        inputFormat.setFilePath(filePath);
        if (watchType == FileProcessingMode.PROCESS_ONCE) {
            return createInput(inputFormat, typeInformation);
        }
        if (interval < 1) {
            throw new IllegalArgumentException(
                    "the interval of looking for files must be 1 ms or more, was " + interval + " ms");
        }
        return fromSource(
                InputFormatSource.continuously(
                        inputFormat, typeInformation.createSerializer(config), Duration.ofMillis(interval)),
                WatermarkStrategy.noWatermarks(),
                "Custom File Source",
                typeInformation);
    }

    /** Lines of text from a server's socket; ends with the connection. */
    public DataStreamSource<String> socketTextStream(String hostname, int port) {
        return socketTextStream(hostname, port, "\n");
    }

    public DataStreamSource<String> socketTextStream(String hostname, int port, String delimiter) {
        return socketTextStream(hostname, port, delimiter, 0);
    }

    /** {@code maxRetry} -1 connects again for ever, 0 never; half a second passes before each try. */
    public DataStreamSource<String> socketTextStream(String hostname, int port, String delimiter, long maxRetry) {
        return addSource(
                new SocketTextStreamFunction(hostname, port, delimiter, maxRetry),
                "Socket Stream",
                BasicTypeInfo.STRING_TYPE_INFO,
                Boundedness.CONTINUOUS_UNBOUNDED);
    }

    public DataStreamSource<String> socketTextStream(String hostname, int port, char delimiter) {
        return socketTextStream(hostname, port, delimiter, 0);
    }

    public DataStreamSource<String> socketTextStream(String hostname, int port, char delimiter, long maxRetry) {
        return socketTextStream(hostname, port, String.valueOf(delimiter), maxRetry);
    }

    /** Reads a source that emits from a loop of its own; in one subtask unless it is a ParallelSourceFunction. */
    public <OUT> DataStreamSource<OUT> addSource(SourceFunction<OUT> function) {
        return addSource(function, "Custom Source");
    }

    public <OUT> DataStreamSource<OUT> addSource(SourceFunction<OUT> function, String sourceName) {
        return addSource(function, sourceName, ElementTypes.ofSource(function), Boundedness.CONTINUOUS_UNBOUNDED);
    }

    public <OUT> DataStreamSource<OUT> addSource(SourceFunction<OUT> function, TypeInformation<OUT> typeInfo) {
        return addSource(function, "Custom Source", typeInfo);
    }

    public <OUT> DataStreamSource<OUT> addSource(
            SourceFunction<OUT> function, String sourceName, TypeInformation<OUT> typeInfo) {
        return addSource(
                function,
                sourceName,
                requireNonNull(typeInfo, "source type is null"),
                Boundedness.CONTINUOUS_UNBOUNDED);
    }

    private <OUT> DataStreamSource<OUT> addSource(
            SourceFunction<OUT> function,
            String sourceName,
            @Nullable TypeInformation<OUT> typeInfo,
            Boundedness boundedness) {
        if (function instanceof OutputTypeConfigurable<?> configurable && typeInfo != null) {
            tellOutputType(configurable, typeInfo);
        }
        return new DataStreamSource<>(
                this,
                typeInfo,
                new StreamSource<>(function),
                function instanceof ParallelSourceFunction,
                sourceName,
                boundedness);
    }

    @SuppressWarnings("unchecked") // A source function emits what its stream is of.
    private <OUT> void tellOutputType(OutputTypeConfigurable<?> function, TypeInformation<OUT> type) {
        ((OutputTypeConfigurable<OUT>) function).setOutputType(type, config);
    }

    /** Executes the program and, unless it was submitted detached, waits for its end. */
    public JobExecutionResult execute() throws Exception {
        return execute(jobName());
    }

    public JobExecutionResult execute(String jobName) throws Exception {
        RunningJob job = start(jobName);
        JobExecutionResult result;
        try {
            result = job.attached() ? JobResults.await(job.result()) : new DetachedJobExecutionResult(job.jobId());
        } catch (Exception | Error e) {
            jobListeners.forEach(listener -> listener.onJobExecuted(null, e));
            throw e;
        }
        jobListeners.forEach(listener -> listener.onJobExecuted(result, null));
        return result;
    }

    /** Executes the program without waiting for its end. */
    public final JobClient executeAsync() throws Exception {
        return executeAsync(jobName());
    }

    public JobClient executeAsync(String jobName) throws Exception {
        return new StartedJob(start(jobName));
    }

    /** Executes the program, one of whose sinks collects records under {@code resultId}. */
    public <T> CloseableIterator<T> executeAndCollect(String jobName, String resultId, TypeInformation<T> type)
            throws Exception {
        return new CollectedResults<>(start(jobName), resultId, type.createSerializer(config), FAILURE_GRACE);
    }

    /** Records that a sink of the program collects under {@code resultId}, once the program is executed. */
    public <T> CloseableIterator<T> collectLater(String resultId, TypeInformation<T> type) {
        PendingResults<T> results = new PendingResults<>(
                job -> new CollectedResults<>(job, resultId, type.createSerializer(config), FAILURE_GRACE));
        pendingResults.add(results);
        return results;
    }

    /** The name of jobs that are given none. */
    public String jobName() {
        return configuration.get(PipelineOptions.NAME);
    }

    /** Makes {@code operator} part of the program, also when nothing reads it, with the parallelism that is set by now. */
    public void addOperator(Transformation<?> operator) {
        operators.add(requireNonNull(operator, "operator is null"));
        if (operator.parallelism() == ExecutionConfig.PARALLELISM_DEFAULT) {
            operator.setParallelism(config.getParallelism());
        }
    }

    /** The operators and sinks of the program so far; sources are part of it once something reads them. */
    public List<Transformation<?>> getTransformations() {
        return List.copyOf(operators);
    }

    public int newTransformationId() {
        lastTransformationId++;
        return lastTransformationId;
    }

    private <T> SourceTransformation<T> transformation(
            Source<T, ?, ?> source, WatermarkStrategy<T> watermarks, String sourceName, TypeInformation<T> typeInfo) {
        return new SourceTransformation<>(
                newTransformationId(),
                requireNonNull(sourceName, "source name is null"),
                requireNonNull(typeInfo, "source type is null"),
                new OperatorDescriptor.SourceRead<>(
                        requireNonNull(source, "source is null"),
                        requireNonNull(watermarks, "watermark strategy is null")));
    }

    private Program program(String jobName) {
        requireNonNull(jobName, "job name is null");
        if (operators.isEmpty()) {
            throw new IllegalStateException("No operators defined in streaming topology. Cannot execute.");
        }
        config.setJobConfiguration(configuration);
        return new Program(jobName, ProgramRoots.of(operators), config, new Configuration(configuration));
    }

    private RunningJob start(String jobName) throws Exception {
        Program program = program(jobName);
        operators.clear();
        List<PendingResults<?>> collecting = List.copyOf(pendingResults);
        pendingResults.clear();
        try {
            RunningJob job = executor().start(program);
            collecting.forEach(results -> results.started(job));
            jobListeners.forEach(listener -> listener.onJobSubmitted(new StartedJob(job), null));
            return job;
        } catch (Exception e) {
            collecting.forEach(results -> results.notStarted(e));
            jobListeners.forEach(listener -> listener.onJobSubmitted(null, e));
            throw e;
        }
    }
}

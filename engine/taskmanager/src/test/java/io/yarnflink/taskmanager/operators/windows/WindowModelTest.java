package io.yarnflink.taskmanager.operators.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.windowing.ProcessWindowFunction;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.transformation.OneInputTransformation;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.windowing.assigners.EventTimeSessionWindows;
import io.yarnflink.api.windowing.assigners.SlidingEventTimeWindows;
import io.yarnflink.api.windowing.assigners.WindowAssigner;
import io.yarnflink.api.windowing.windows.TimeWindow;
import io.yarnflink.taskmanager.testing.ChainHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random streams through the window operator, as a task or restored at random points, and through a model that keeps
 * everything in plain lists.
 */
class WindowModelTest {
    private static final int CASES = 10_000;
    private static final int KEYS = 3;
    private static final TypeInformation<Tuple2<Integer, Long>> EVENT = Types.TUPLE(Types.INT, Types.LONG);

    /** What one firing of a window tells: its key, its bounds, how many records and the sum of their timestamps. */
    record Firing(int key, long start, long end, int count, long sum) {}

    /** One thing that happens to the operator: a record, or a watermark when the key is negative. */
    record Event(int key, long timestamp) {
        static Event random(Random random, long watermark) {
            if (random.nextInt(4) == 0) {
                return new Event(-1, watermark + random.nextInt(30));
            }
            return new Event(random.nextInt(KEYS), Math.max(0, watermark - 25 + random.nextInt(60)));
        }
    }

    /** How a case's windows are. */
    record Settings(long size, long slide, long gap, long lateness) {
        static Settings random(Random random) {
            long slide = 1L + random.nextInt(12);
            return new Settings(
                    slide * (1L + random.nextInt(3)),
                    slide,
                    random.nextInt(3) == 0 ? 1L + random.nextInt(12) : 0,
                    random.nextBoolean() ? 0 : random.nextInt(20));
        }

        WindowAssigner<Object, TimeWindow> assigner() {
            return gap > 0
                    ? EventTimeSessionWindows.withGap(Duration.ofMillis(gap))
                    : SlidingEventTimeWindows.of(Duration.ofMillis(size), Duration.ofMillis(slide));
        }
    }

    @Test
    void windowsFireAsTheModelDoes() {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            Settings settings = Settings.random(random);
            List<Event> events = new ArrayList<>();
            long watermark = 0;
            for (int i = random.nextInt(30); i >= 0; i--) {
                Event event = Event.random(random, watermark);
                events.add(event);
                watermark = event.key() < 0 ? event.timestamp() : watermark;
            }
            boolean restoring = seed % 4 == 1;
            assertThat(restoring ? firedWithRestores(settings, events, random) : fired(settings, events))
                    .as("seed %d, restored %s, %s, %s", seed, restoring, settings, events)
                    .containsExactlyInAnyOrderElementsOf(new WindowModel(settings).fired(events));
        }
    }

    @SuppressWarnings("unchecked") // The operator emits firings.
    private static List<Firing> fired(Settings settings, List<Event> events) {
        ChainHarness harness = new ChainHarness()
                .reading(EVENT, true)
                .last("windows", operator(settings), TypeInformation.of(Firing.class));
        for (Event event : events) {
            if (event.key() < 0) {
                harness.watermark(event.timestamp());
            } else {
                harness.sendKeyed(event.key(), Tuple2.of(event.key(), event.timestamp()), event.timestamp());
            }
        }
        harness.end();
        harness.run();
        return (List<Firing>) (List<?>) harness.values();
    }

    /** The same by an operator that is ended and restored now and then. */
    @SuppressWarnings("unchecked") // The operator emits firings.
    private static List<Firing> firedWithRestores(Settings settings, List<Event> events, Random random) {
        RestoredRun run = new RestoredRun(operator(settings));
        for (Event event : events) {
            if (random.nextInt(5) == 0) {
                run.restore();
            }
            if (event.key() < 0) {
                run.watermark(event.timestamp());
            } else {
                run.process(Tuple2.of(event.key(), event.timestamp()), event.timestamp());
            }
        }
        run.watermark(Long.MAX_VALUE);
        return (List<Firing>) (List<?>) run.emitted();
    }

    private static OperatorDescriptor operator(Settings settings) {
        DataStream<Firing> windows = new StreamExecutionEnvironment()
                .fromData(List.of(Tuple2.of(1, 1L)), EVENT)
                .keyBy(event -> event.f0, Types.INT)
                .window(settings.assigner())
                .allowedLateness(Duration.ofMillis(settings.lateness()))
                .process(new Summary(), TypeInformation.of(Firing.class));
        return ((OneInputTransformation<?, ?>) windows.getTransformation()).operator();
    }

    /** Tells of each firing. */
    private static final class Summary
            extends ProcessWindowFunction<Tuple2<Integer, Long>, Firing, Integer, TimeWindow> {
        @Override
        public void process(
                Integer key, Context context, Iterable<Tuple2<Integer, Long>> elements, Collector<Firing> out) {
            int count = 0;
            long sum = 0;
            for (Tuple2<Integer, Long> element : elements) {
                count++;
                sum += element.f1;
            }
            out.collect(new Firing(
                    key, context.window().getStart(), context.window().getEnd(), count, sum));
        }
    }
}

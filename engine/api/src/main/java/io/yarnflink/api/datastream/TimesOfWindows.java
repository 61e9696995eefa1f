package io.yarnflink.api.datastream;

import io.yarnflink.api.common.TimeCharacteristic;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.windowing.assigners.SlidingEventTimeWindows;
import io.yarnflink.api.windowing.assigners.SlidingProcessingTimeWindows;
import io.yarnflink.api.windowing.assigners.TumblingEventTimeWindows;
import io.yarnflink.api.windowing.assigners.TumblingProcessingTimeWindows;
import io.yarnflink.api.windowing.assigners.WindowAssigner;
import io.yarnflink.api.windowing.time.Time;
import io.yarnflink.api.windowing.windows.TimeWindow;

/** Windows of which the program says the length and the environment the time. */
@SuppressWarnings("deprecation") // Programs of release 1 give times in this form.
final class TimesOfWindows {
    private TimesOfWindows() {}

    static WindowAssigner<Object, TimeWindow> tumbling(StreamExecutionEnvironment environment, Time size) {
        return processingTime(environment)
                ? TumblingProcessingTimeWindows.of(size.toDuration())
                : TumblingEventTimeWindows.of(size.toDuration());
    }

    static WindowAssigner<Object, TimeWindow> sliding(StreamExecutionEnvironment environment, Time size, Time slide) {
        return processingTime(environment)
                ? SlidingProcessingTimeWindows.of(size.toDuration(), slide.toDuration())
                : SlidingEventTimeWindows.of(size.toDuration(), slide.toDuration());
    }

    private static boolean processingTime(StreamExecutionEnvironment environment) {
        return environment.getStreamTimeCharacteristic() == TimeCharacteristic.ProcessingTime;
    }
}

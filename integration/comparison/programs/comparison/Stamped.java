package comparison;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Adds the timestamp and the watermark that come with a record. */
public class Stamped<T> extends ProcessFunction<T, String> {
    @Override
    public void processElement(T value, Context context, Collector<String> out) {
        out.collect(value + " stamped " + context.timestamp() + " at "
                + context.timerService().currentWatermark());
    }
}

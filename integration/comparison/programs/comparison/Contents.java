package comparison;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.Window;
import org.apache.flink.util.Collector;

/** What a firing shows: the window's end, the watermark, and the values in their order, which merged windows do not keep. */
public class Contents<W extends Window> extends ProcessWindowFunction<Event, String, String, W> {
    private final boolean merged;

    public Contents() {
        this(false);
    }

    public Contents(boolean merged) {
        this.merged = merged;
    }

    @Override
    public void process(String key, Context context, Iterable<Event> events, Collector<String> out) {
        List<Long> values = new ArrayList<>();
        events.forEach(event -> values.add(event.value));
        if (merged) {
            values.sort(null);
        }
        out.collect(key + " " + context.window().maxTimestamp() + " at " + context.currentWatermark() + ": " + values);
    }
}

package io.yarnflink.examples.machinealarm;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.examples.data.Example;
import io.yarnflink.examples.data.Reading;
import java.time.Duration;

/**
 * Watches the temperature of a large machine in a factory, which runs at 90 degrees Fahrenheit and cools down when it
 * fails. Cold moments are normal; when it stays cold for an hour, a timer raises the alarm. A state machine per
 * machine: {@code OK -> COLD -> ALARM -> OK}.
 *
 * <pre>machine-alarm.jar [--input PATH] [--output FOLDER] [--lines N] [--cold F] [--warm F] [--minutes N]</pre>
 */
public final class MachineAlarm {
    private MachineAlarm() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Example example = new Example(env, args);
        Limits limits = new Limits(
                example.parameters().getDouble("cold", 60),
                example.parameters().getDouble("warm", 70),
                Duration.ofMinutes(example.parameters().getInt("minutes", 60)));
        // One sensor writes one line after the other, and their order matters.
        env.setParallelism(1);
        example.run(changes(example.lines("machine-temperature.csv.gz").map(Reading::parse), limits), "Machine alarm");
    }

    static DataStream<Change> changes(DataStream<Reading> readings, Limits limits) {
        return readings.assignTimestampsAndWatermarks(WatermarkStrategy.<Reading>forMonotonousTimestamps()
                        .withTimestampAssigner(
                                (reading, previous) -> reading.time().toEpochMilli()))
                .keyBy(reading -> "machine 1")
                .process(new Watch(limits))
                .name("Watch");
    }
}

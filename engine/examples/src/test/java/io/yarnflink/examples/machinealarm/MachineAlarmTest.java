package io.yarnflink.examples.machinealarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.examples.data.DataFile;
import io.yarnflink.examples.data.Example;
import io.yarnflink.examples.data.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MachineAlarmTest {
    private static final Limits LIMITS = new Limits(60, 70, Duration.ofHours(1));

    @Test
    void changesAreThoseOfALoopOverTheReadings() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        Example example = new Example(env, new String[0]);
        List<Change> found = example.collect(
                MachineAlarm.changes(example.lines("machine-temperature.csv.gz").map(Reading::parse), LIMITS), "test");
        assertThat(found).containsExactlyElementsOf(expected());
        assertThat(found).filteredOn(change -> change.to() == Phase.ALARM).hasSize(15);
    }

    @Test
    void aMachineThatFallsSilentWhileColdRaisesTheAlarm() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Instant start = Instant.parse("2020-01-01T00:00:00Z");
        Example example = new Example(env, new String[0]);
        assertThat(example.collect(MachineAlarm.changes(env.fromData(new Reading(start, 10)), LIMITS), "test"))
                .containsExactly(
                        new Change(start, "machine 1", Phase.OK, Phase.COLD),
                        new Change(start.plus(LIMITS.patience()), "machine 1", Phase.COLD, Phase.ALARM));
    }

    private static List<Change> expected() throws Exception {
        List<Change> changes = new ArrayList<>();
        Phase phase = Phase.OK;
        Instant alarm = Instant.MAX;
        for (Reading reading : DataFile.records("machine-temperature.csv.gz", Reading::parse)) {
            if (!reading.time().isBefore(alarm)) {
                changes.add(new Change(alarm, "machine 1", Phase.COLD, Phase.ALARM));
                phase = Phase.ALARM;
                alarm = Instant.MAX;
            }
            if (phase == Phase.OK && reading.value() < 60) {
                changes.add(new Change(reading.time(), "machine 1", Phase.OK, Phase.COLD));
                phase = Phase.COLD;
                alarm = reading.time().plus(LIMITS.patience());
            } else if (phase != Phase.OK && reading.value() > 70) {
                changes.add(new Change(reading.time(), "machine 1", phase, Phase.OK));
                phase = Phase.OK;
                alarm = Instant.MAX;
            }
        }
        return changes;
    }
}

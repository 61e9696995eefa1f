package io.yarnflink.testkit.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.connector.source.SplitEnumerator;
import io.yarnflink.api.connector.source.SplitEnumeratorContext;
import io.yarnflink.api.connector.source.lib.NumberSequenceSource;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.metrics.MetricGroup;
import io.yarnflink.api.metrics.OperatorMetrics;
import io.yarnflink.api.metrics.SourceReaderMetricGroup;
import io.yarnflink.api.typeinfo.Types;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SourceEventsTest {
    private static final List<MetricGroup> METRICS = new CopyOnWriteArrayList<>();

    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    @Test
    void readersAndTheirEnumeratorTalk() throws Exception {
        env.setParallelism(2);
        assertThat(env.fromSource(new Talking(true), WatermarkStrategy.noWatermarks(), "Talking", Types.STRING)
                        .executeAndCollect(10))
                .containsExactlyInAnyOrder(
                        "0 heard [hello of 0, attempt 0, and again] before split-0",
                        "1 heard [hello of 1, attempt 0, and again] before split-1");
    }

    @Test
    void enumeratorsNeedNotKnowTheAttempt() throws Exception {
        env.setParallelism(1);
        assertThat(env.fromSource(new Talking(false), WatermarkStrategy.noWatermarks(), "Talking", Types.STRING)
                        .executeAndCollect(10))
                .containsExactly("0 heard [hello of 0, and again] before split-0");
    }

    @Test
    void readersAndTheirEnumeratorHaveMetrics() throws Exception {
        METRICS.clear();
        env.setParallelism(1);
        env.fromSource(new Measured(), WatermarkStrategy.noWatermarks(), "Measured")
                .executeAndCollect(10);
        assertThat(METRICS).hasSize(2).allMatch(OperatorMetrics.class::isInstance);
        OperatorMetrics ofEnumerator = (OperatorMetrics) METRICS.get(0);
        OperatorMetrics ofReader = (OperatorMetrics) METRICS.get(1);
        assertThat(ofEnumerator.find("unassignedSplits").orElseThrow())
                .extracting("value")
                .isEqualTo(4L);
        assertThat(ofReader.find("pendingBytes").orElseThrow())
                .extracting("value")
                .isEqualTo(7L);
        assertThat(ofReader.find("pendingRecords").orElseThrow())
                .extracting("value")
                .isEqualTo(8L);
        assertThat(ofReader.find("numRecordsInErrors").orElseThrow())
                .extracting("count")
                .isEqualTo(2L);
    }

    /** Tells of its splits and records. */
    private static final class Measured extends NumberSequenceSource {
        Measured() {
            super(1, 3);
        }

        @Override
        public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> createEnumerator(
                SplitEnumeratorContext<NumberSequenceSplit> enumContext) {
            METRICS.add(enumContext.metricGroup());
            enumContext.metricGroup().setUnassignedSplitsGauge(() -> 4L);
            return super.createEnumerator(enumContext);
        }

        @Override
        public SourceReader<Long, NumberSequenceSplit> createReader(SourceReaderContext readerContext) {
            SourceReaderMetricGroup metrics = readerContext.metricGroup();
            METRICS.add(metrics);
            metrics.setPendingBytesGauge(() -> 7L);
            metrics.setPendingRecordsGauge(() -> 8L);
            metrics.getNumRecordsInErrorsCounter().inc();
            metrics.getNumRecordsInErrorsCounter().inc();
            return super.createReader(readerContext);
        }
    }
}

package io.yarnflink.api.windowing.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataInputViewStreamWrapper;
import io.yarnflink.api.memory.DataOutputViewStreamWrapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeWindowTest {
    @Test
    void aWindowEndsBeforeItsEnd() {
        TimeWindow window = new TimeWindow(10, 20);
        assertThat(window.getStart()).isEqualTo(10);
        assertThat(window.getEnd()).isEqualTo(20);
        assertThat(window.maxTimestamp()).isEqualTo(19);
        assertThat(window)
                .isEqualTo(new TimeWindow(10, 20))
                .hasSameHashCodeAs(new TimeWindow(10, 20))
                .isNotEqualTo(new TimeWindow(10, 21))
                .hasToString("TimeWindow{start=10, end=20}");
        Window global = GlobalWindow.get();
        assertThat(global.maxTimestamp()).isEqualTo(Long.MAX_VALUE);
        assertThat(global)
                .isEqualTo(GlobalWindow.get())
                .hasSameHashCodeAs(GlobalWindow.get())
                .hasToString("GlobalWindow");
        assertThat(new Forever().maxTimestamp()).isEqualTo(7);
    }

    private static final class Forever extends Window {
        @Override
        public long maxTimestamp() {
            return 7;
        }
    }

    @Test
    void windowsThatTouchIntersect() {
        TimeWindow window = new TimeWindow(10, 20);
        assertThat(window.intersects(new TimeWindow(20, 30))).isTrue();
        assertThat(window.intersects(new TimeWindow(0, 10))).isTrue();
        assertThat(window.intersects(new TimeWindow(21, 30))).isFalse();
        assertThat(window.cover(new TimeWindow(30, 40))).isEqualTo(new TimeWindow(10, 40));
    }

    @Test
    void startsAreMultiplesOfTheSizePlusTheOffset() {
        assertThat(TimeWindow.getWindowStartWithOffset(9, 0, 10)).isZero();
        assertThat(TimeWindow.getWindowStartWithOffset(10, 0, 10)).isEqualTo(10);
        assertThat(TimeWindow.getWindowStartWithOffset(-1, 0, 10)).isEqualTo(-10);
        assertThat(TimeWindow.getWindowStartWithOffset(-10, 0, 10)).isEqualTo(-10);
        assertThat(TimeWindow.getWindowStartWithOffset(2, 3, 10)).isEqualTo(-7);
        assertThat(TimeWindow.getWindowStartWithOffset(2, -3, 10)).isEqualTo(-3);
    }

    @Test
    void mergesTellOfSeveralWindowsThatBecomeOne() {
        Map<TimeWindow, Collection<TimeWindow>> merges = new HashMap<>();
        TimeWindow.mergeWindows(
                List.of(new TimeWindow(5, 9), new TimeWindow(0, 5), new TimeWindow(20, 30)),
                (parts, result) -> merges.put(result, parts));
        assertThat(merges).containsOnlyKeys(new TimeWindow(0, 9));
        assertThat(merges.get(new TimeWindow(0, 9))).containsExactly(new TimeWindow(0, 5), new TimeWindow(5, 9));
    }

    @Test
    void serializersWriteWindowsAndDescribeThemselves() throws Exception {
        TimeWindow.Serializer times = new TimeWindow.Serializer();
        TimeWindow window = new TimeWindow(-5, 7);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        times.serialize(window, new DataOutputViewStreamWrapper(bytes));
        assertThat(bytes.size()).isEqualTo(times.getLength()).isEqualTo(16);
        assertThat(times.deserialize(view(bytes))).isEqualTo(window);
        assertThat(times.deserialize(new TimeWindow(0, 0), view(bytes))).isEqualTo(window);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        times.copy(view(bytes), new DataOutputViewStreamWrapper(copy));
        assertThat(copy.toByteArray()).isEqualTo(bytes.toByteArray());
        assertThat(times.isImmutableType()).isTrue();
        assertThat(times.copy(window)).isSameAs(window);
        assertThat(times.copy(window, times.createInstance())).isSameAs(window);
        assertThat(times.snapshotConfiguration()).isEqualTo(new TimeWindow.Serializer.TimeWindowSerializerSnapshot());
        assertThat(times.snapshotConfiguration().restoreSerializer()).isEqualTo(times);
    }

    @Test
    void theGlobalWindowIsWrittenAsOneByte() throws Exception {
        GlobalWindow.Serializer everything = new GlobalWindow.Serializer();
        GlobalWindow window = everything.createInstance();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        everything.serialize(window, new DataOutputViewStreamWrapper(bytes));
        assertThat(bytes.size()).isEqualTo(everything.getLength()).isEqualTo(1);
        assertThat(everything.deserialize(view(bytes))).isSameAs(GlobalWindow.get());
        assertThat(everything.deserialize(window, view(bytes))).isSameAs(window);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        everything.copy(view(bytes), new DataOutputViewStreamWrapper(copy));
        assertThat(copy.size()).isEqualTo(1);
        assertThat(everything.isImmutableType()).isTrue();
        assertThat(everything.copy(window)).isSameAs(window);
        assertThat(everything.copy(window, window)).isSameAs(window);
        assertThat(everything.snapshotConfiguration())
                .isEqualTo(new GlobalWindow.Serializer.GlobalWindowSerializerSnapshot());
        assertThat(everything.snapshotConfiguration().restoreSerializer()).isEqualTo(everything);
    }

    @Test
    void windowsAreImmutableSoThatCopiesAreTheSame() throws Exception {
        TimeWindow window = new TimeWindow(-5, 7);
        TimeWindow.Serializer times = new TimeWindow.Serializer();
        assertThat(times.copy(window)).isSameAs(window);
        assertThat(times.copy(window, new TimeWindow(0, 0))).isSameAs(window);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        times.serialize(window, new DataOutputViewStreamWrapper(bytes));
        assertThat(times.deserialize(new TimeWindow(0, 0), view(bytes))).isEqualTo(window);
        GlobalWindow.Serializer globals = new GlobalWindow.Serializer();
        assertThat(globals.copy(GlobalWindow.get())).isSameAs(GlobalWindow.get());
        assertThat(globals.copy(GlobalWindow.get(), GlobalWindow.get())).isSameAs(GlobalWindow.get());
        assertThat(globals.deserialize(GlobalWindow.get(), view(bytes))).isSameAs(GlobalWindow.get());
    }

    private static DataInputView view(ByteArrayOutputStream bytes) {
        return new DataInputViewStreamWrapper(new ByteArrayInputStream(bytes.toByteArray()));
    }
}

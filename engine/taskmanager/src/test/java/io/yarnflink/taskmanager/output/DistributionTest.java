package io.yarnflink.taskmanager.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.functions.Partitioner;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.transformation.Partitioning;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.state.KeyGroups;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.OperatorException;
import io.yarnflink.taskmanager.exchange.Element;
import io.yarnflink.taskmanager.exchange.OutputChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DistributionTest {
    private static final int CONSUMERS = 3;
    private static final KeySelector<String, String> ITSELF = value -> value;
    private static final Partitioner<String> BY_LENGTH = (key, count) -> key.length() % count;
    private static final Partitioner<String> NONE = (key, count) -> count;
    private final List<List<Object>> received = new ArrayList<>();

    @Test
    void forwardSendsEverythingToItsOneChannel() {
        distribute(new Partitioning.Forward(), 0, List.of(1), "a", "b");
        assertThat(received).containsExactly(List.of("a", "b"));
    }

    @Test
    void rebalanceTakesTurnsAndProducersBeginAtDifferentChannels() {
        distribute(new Partitioning.Rebalance(), 0, List.of(0, 1, 2), "a", "b", "c", "d");
        assertThat(received).containsExactly(List.of("a", "d"), List.of("b"), List.of("c"));
        received.clear();
        distribute(new Partitioning.Rebalance(), 4, List.of(0, 1, 2), "a", "b");
        assertThat(received).containsExactly(List.of(), List.of("a"), List.of("b"));
    }

    @Test
    void rescaleTakesTurnsOverTheChannelsItHas() {
        distribute(new Partitioning.Rescale(), 0, List.of(1, 2), "a", "b", "c");
        assertThat(received).containsExactly(List.of("a", "c"), List.of("b"));
    }

    @Test
    void broadcastSendsEverythingEverywhere() {
        distribute(new Partitioning.Broadcast(), 0, List.of(0, 1, 2), "a", "b");
        assertThat(received).containsOnly(List.of("a", "b")).hasSize(3);
    }

    @Test
    void globalSendsEverythingToTheFirstSubtaskWhicheverChannelLeadsThere() {
        distribute(new Partitioning.Global(), 0, List.of(2, 0, 1), "a", "b");
        assertThat(received).containsExactly(List.of(), List.of("a", "b"), List.of());
    }

    @Test
    void shuffleReachesAllChannelsAboutEquallyOften() {
        Object[] values = new Object[3000];
        java.util.Arrays.fill(values, "a");
        distribute(new Partitioning.Shuffle(), 0, List.of(0, 1, 2), values);
        assertThat(received).allSatisfy(channel -> assertThat(channel.size()).isBetween(900, 1100));
    }

    @Test
    void aKeyGoesToTheOwnerOfItsGroupWithItsHash() {
        Object[] values = new Object[200];
        for (int i = 0; i < values.length; i++) {
            values[i] = "key" + i;
        }
        Keying<String, String> byItself = new Keying<>(value -> value, Types.STRING);
        distribute(new Partitioning.KeyGroups(byItself), 0, List.of(0, 1, 2), values);
        for (int subtask = 0; subtask < CONSUMERS; subtask++) {
            int owner = subtask;
            assertThat(received.get(subtask))
                    .isNotEmpty()
                    .allSatisfy(value -> assertThat(
                                    KeyGroups.subtask(KeyGroups.keyGroup(KeyGroups.hash(value), 128), CONSUMERS, 128))
                            .isEqualTo(owner));
        }
    }

    @Test
    @SuppressWarnings("NullAway") // Users' code is not checked.
    void aNullKeyFailsByOperatorAndRecord() {
        Keying<String, String> toNull = new Keying<>(value -> null, Types.STRING);
        assertThatThrownBy(() -> distribute(new Partitioning.KeyGroups(toNull), 0, List.of(0, 1, 2), "a"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("'keyBy after producer'")
                .hasMessageContaining("null for the record 'a'");
    }

    @Test
    void theUsersPartitionerChoosesTheSubtask() {
        distribute(new Partitioning.Custom(BY_LENGTH, ITSELF), 0, List.of(0, 2, 1), "a", "bb", "ccc");
        assertThat(received).containsExactly(List.of("ccc"), List.of("bb"), List.of("a"));
    }

    @Test
    void aPartitionerThatChoosesNoSubtaskFailsByOperator() {
        assertThatThrownBy(() -> distribute(new Partitioning.Custom(NONE, ITSELF), 0, List.of(0, 1, 2), "a"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("chose channel 3; it must choose one of 0..2");
    }

    private void distribute(
            Partitioning partitioning, int producerSubtask, List<Integer> consumerSubtasks, Object... values) {
        List<OutputChannel<?>> channels = new ArrayList<>();
        for (int i = 0; i < consumerSubtasks.size(); i++) {
            List<Object> channel = new ArrayList<>();
            received.add(channel);
            channels.add(new ListChannel(channel));
        }
        Distribution distribution =
                new Distribution("producer", producerSubtask, partitioning, consumerSubtasks, CONSUMERS, 128);
        Input<Object> output = distribution.over(channels, 1);
        for (Object value : values) {
            output.process(value, 1);
        }
    }

    private static final class ListChannel extends OutputChannel<Object> {
        private final List<Object> values;

        ListChannel(List<Object> values) {
            super(outlet -> {});
            this.values = values;
        }

        @Override
        public void append(@Nullable Object value, long timestamp, int keyHash) {
            values.add(String.valueOf(value));
        }

        @Override
        public void emit(Element control) {}

        @Override
        public void flush() {}

        @Override
        public long records() {
            return values.size();
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        protected boolean consumerIdle() {
            return true;
        }

        @Override
        protected boolean offer(Object unit) {
            return true;
        }

        @Override
        protected void discard(Object unit) {}
    }
}

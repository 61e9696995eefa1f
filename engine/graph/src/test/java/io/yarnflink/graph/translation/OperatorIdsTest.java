package io.yarnflink.graph.translation;

import static io.yarnflink.graph.translation.Programs.ids;
import static io.yarnflink.graph.translation.Programs.jobGraph;
import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.graph.OperatorId;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OperatorIdsTest {
    @Test
    void aUidAlwaysHashesToTheSameId() {
        assertThat(OperatorIds.ofUid("word-count")).hasToString("85f0fdc82514ed5d024123df0dee073e");
    }

    @Test
    void theIdOfAnOperatorWithUidIsThatOfItsUidWhereverItStands() {
        List<String> ids = idsOf(environment -> environment
                .fromSequence(1, 9)
                .rebalance()
                .filter(number -> true)
                .uid("keep")
                .print());

        assertThat(ids).contains(OperatorIds.ofUid("keep").toString());
        assertThat(idsOf(environment -> environment
                        .fromData(1)
                        .filter(number -> true)
                        .uid("keep")
                        .print()))
                .contains(OperatorIds.ofUid("keep").toString());
    }

    @Test
    void idsAreTheSameInEveryBuildOfAProgram() {
        Consumer<StreamExecutionEnvironment> program = environment -> {
            DataStream<Long> numbers = environment.fromSequence(1, 9);
            numbers.filter(number -> true)
                    .union(numbers)
                    .keyBy(number -> number)
                    .reduce(Long::sum)
                    .print();
            numbers.printToErr();
        };

        assertThat(idsOf(program)).isEqualTo(idsOf(program)).doesNotHaveDuplicates();
    }

    @Test
    void namesSettingsAndPartitioningDoNotChangeIds() {
        List<String> plain = idsOf(environment ->
                environment.fromSequence(1, 9).filter(number -> true).print());
        List<String> dressed = idsOf(environment -> environment
                .fromSequence(5, 7)
                .name("numbers")
                .rebalance()
                .filter(number -> false)
                .name("none")
                .setParallelism(7)
                .disableChaining()
                .print()
                .name("out"));

        assertThat(dressed).isEqualTo(plain);
    }

    @Test
    void branchesElsewhereDoNotChangeIds() {
        List<String> alone = idsOf(environment ->
                environment.fromSequence(1, 9).filter(number -> true).print());
        List<String> besideOthers = idsOf(environment -> {
            DataStream<Long> numbers = environment.fromSequence(1, 9);
            numbers.filter(number -> true).print();
            numbers.keyBy(number -> number).reduce(Long::sum).printToErr();
        });

        assertThat(besideOthers).containsAll(alone);
    }

    @Test
    void operatorsThatLookAlikeAreToldApart() {
        List<String> ids = idsOf(environment -> {
            DataStream<Long> numbers = environment.fromSequence(1, 9);
            numbers.filter(number -> number > 1).print();
            numbers.filter(number -> number > 2).print();
            numbers.filter(number -> number > 3).print();
        });

        assertThat(ids).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void anIdIsWrittenAs32Digits() {
        assertThat(new OperatorId(1, -1)).hasToString("0000000000000001ffffffffffffffff");
    }

    private static List<String> idsOf(Consumer<StreamExecutionEnvironment> program) {
        return ids(jobGraph(program));
    }
}

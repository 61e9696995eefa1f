package io.yarnflink.connectors.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.connectors.avro.samples.Address;
import io.yarnflink.connectors.avro.samples.User;
import io.yarnflink.connectors.avro.typeutils.GenericRecordAvroTypeInfo;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class AvroJobTest {
    @Test
    void recordsOfAllKindsTravelBetweenTasksAndAreKeys() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        User moved = AvroTypesTest.user("Eve");
        moved.setAddress(Address.newBuilder().setStreet("Side").build());
        DataStream<User> users = env.fromData(
                        AvroTypesTest.user("Ada"), AvroTypesTest.user("Bob"), moved, AvroTypesTest.user("Cy"))
                .rebalance();
        DataStream<GenericRecord> oldest = users.keyBy(User::getAddress)
                .map(user -> AvroTypesTest.generic(user.getAddress().getStreet()))
                .returns(new GenericRecordAvroTypeInfo(AvroTypesTest.Samples.USER))
                .keyBy(record -> record.get("name").toString())
                .reduce((one, other) -> {
                    one.put("age", (int) one.get("age") + (int) other.get("age"));
                    return one;
                });
        List<GenericRecord> results = oldest.executeAndCollect(100);
        assertThat(results)
                .extracting(record -> record.get("name") + " " + record.get("age"))
                .containsExactlyInAnyOrder("Main 7", "Main 14", "Main 21", "Side 7");
    }
}

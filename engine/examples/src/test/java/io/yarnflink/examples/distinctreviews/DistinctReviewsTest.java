package io.yarnflink.examples.distinctreviews;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.datastream.SingleOutputStreamOperator;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.examples.data.DataFile;
import io.yarnflink.examples.data.Example;
import io.yarnflink.examples.data.Review;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DistinctReviewsTest {
    @Test
    void theFirstOfEqualReviewsPassesAndTheOthersLeaveByTheSide() throws Exception {
        Example example = new Example(StreamExecutionEnvironment.getExecutionEnvironment(), new String[0]);
        SingleOutputStreamOperator<Review> distinct =
                DistinctReviews.distinct(example.lines("reviews.csv.gz").map(Review::parse), Duration.ofHours(1));
        List<String> found = example.collect(
                distinct.map(review -> "first " + review)
                        .union(distinct.getSideOutput(DistinctReviews.REPEATED).map(review -> "again " + review)),
                "test");

        Set<Review> seen = new HashSet<>();
        List<String> expected = new ArrayList<>();
        for (Review review : DataFile.records("reviews.csv.gz", Review::parse)) {
            expected.add((seen.add(review) ? "first " : "again ") + review);
        }
        found.sort(null);
        expected.sort(null);
        assertThat(found).isEqualTo(expected);
        assertThat(seen).hasSize(39_764);
    }
}

package io.yarnflink.examples.topvendors;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.examples.data.DataFile;
import io.yarnflink.examples.data.Example;
import io.yarnflink.examples.data.Review;
import io.yarnflink.examples.topvendors.TopVendors.Rank;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TopVendorsTest {
    @Test
    void theTopOfEachWeekIsThatOfAPlainCount() throws Exception {
        Example example = new Example(StreamExecutionEnvironment.getExecutionEnvironment(), new String[0]);
        List<Rank> found = example.collect(
                TopVendors.topVendors(example.lines("reviews.csv.gz").map(Review::parse), 3), "test");
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected(3)).hasSize(18);
    }

    private static List<Rank> expected(int top) throws Exception {
        Map<LocalDate, Map<Integer, List<Review>>> weeks = DataFile.records("reviews.csv.gz", Review::parse).stream()
                .collect(Collectors.groupingBy(TopVendorsTest::monday, Collectors.groupingBy(Review::vendor)));
        List<Rank> ranks = new ArrayList<>();
        weeks.forEach((week, vendors) -> {
            List<List<Review>> order = new ArrayList<>(vendors.values());
            order.sort(Comparator.comparing((List<Review> reviews) -> -reviews.size())
                    .thenComparing(reviews -> reviews.get(0).vendor()));
            for (int place = 1; place <= top; place++) {
                List<Review> reviews = order.get(place - 1);
                double mean =
                        reviews.stream().mapToInt(Review::rating).average().orElseThrow();
                ranks.add(new Rank(week, place, reviews.get(0).vendor(), reviews.size(), mean));
            }
        });
        return ranks;
    }

    private static LocalDate monday(Review review) {
        return LocalDate.ofInstant(review.time(), ZoneOffset.UTC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}

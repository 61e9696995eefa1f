package io.yarnflink.examples.latereviews;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.examples.data.DataFile;
import io.yarnflink.examples.data.Example;
import io.yarnflink.examples.data.Review;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LateReviewsTest {
    @Test
    void daysAreCountedCorrectedAndClosedAsTimeSays() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        Example example = new Example(env, new String[0]);
        List<DayOfReviews> found =
                example.collect(LateReviews.days(example.lines("reviews.csv.gz").map(Review::parse)), "test");
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected());
        assertThat(found.stream()
                        .mapToInt(day -> day.corrected() + day.tooLate())
                        .sum())
                .isEqualTo(40_000);
        assertThat(found.stream().mapToInt(DayOfReviews::tooLate).sum()).isGreaterThan(100);
    }

    /** A day while its reviews come. */
    private static final class Day {
        private final LocalDate date;
        private final Instant end;
        private int reviews;
        private int counted;
        private int firings;
        private int tooLate;

        Day(LocalDate date) {
            this.date = date;
            this.end = date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        void fire() {
            firings++;
            counted = firings == 1 ? reviews : counted;
        }
    }

    private static Collection<DayOfReviews> expected() throws Exception {
        Map<LocalDate, Day> days = new TreeMap<>();
        Instant latest = Instant.MIN;
        for (Review review : DataFile.records("reviews.csv.gz", Review::parse)) {
            Instant passed = latest.equals(Instant.MIN) ? latest : latest.minus(LateReviews.OUT_OF_ORDER);
            Day day = days.computeIfAbsent(LateReviews.day(review.time()), Day::new);
            if (!day.end.plus(LateReviews.ALLOWED_LATENESS).isAfter(passed)) {
                day.tooLate++;
            } else {
                day.reviews++;
                if (!day.end.isAfter(passed)) {
                    day.fire();
                }
            }
            if (review.time().isAfter(latest)) {
                latest = review.time();
                Instant now = latest.minus(LateReviews.OUT_OF_ORDER);
                days.values().stream()
                        .filter(open -> open.firings == 0 && open.reviews > 0 && !open.end.isAfter(now))
                        .forEach(Day::fire);
            }
        }
        days.values().stream()
                .filter(open -> open.firings == 0 && open.reviews > 0)
                .forEach(Day::fire);
        return days.values().stream()
                .map(day ->
                        new DayOfReviews(day.date, day.counted, Math.max(0, day.firings - 1), day.reviews, day.tooLate))
                .toList();
    }
}

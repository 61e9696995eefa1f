package io.yarnflink.examples.latereviews;

import java.time.LocalDate;

/** A day's reviews as counted first, after how many corrections, and how many came too late to be counted. */
record DayOfReviews(LocalDate day, int counted, int corrections, int corrected, int tooLate) {
    DayOfReviews with(LateReviews.Report report) {
        if (report.firing() == 0) {
            return new DayOfReviews(day, counted, corrections, corrected, tooLate + 1);
        }
        return report.firing() == 1
                ? new DayOfReviews(day, report.reviews(), corrections, Math.max(corrected, report.reviews()), tooLate)
                : new DayOfReviews(
                        day,
                        counted,
                        Math.max(corrections, report.firing() - 1),
                        Math.max(corrected, report.reviews()),
                        tooLate);
    }

    @Override
    public String toString() {
        return day + ": counted " + counted + ", corrected " + corrections + " times to " + corrected + ", " + tooLate
                + " too late";
    }
}

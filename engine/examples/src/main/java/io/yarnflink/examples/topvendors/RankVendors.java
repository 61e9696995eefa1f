package io.yarnflink.examples.topvendors;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.windowing.ProcessAllWindowFunction;
import io.yarnflink.api.windowing.windows.TimeWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Results of a window carry its last moment as their time, and so meet in the next window of the same week. */
final class RankVendors extends ProcessAllWindowFunction<TopVendors.VendorWeek, TopVendors.Rank, TimeWindow> {
    private final int top;

    RankVendors(int top) {
        this.top = top;
    }

    @Override
    public void process(Context context, Iterable<TopVendors.VendorWeek> vendors, Collector<TopVendors.Rank> out) {
        List<TopVendors.VendorWeek> ranked = new ArrayList<>();
        vendors.forEach(ranked::add);
        ranked.sort(Comparator.comparingLong(TopVendors.VendorWeek::reviews)
                .reversed()
                .thenComparing(TopVendors.VendorWeek::vendor));
        LocalDate week =
                LocalDate.ofInstant(Instant.ofEpochMilli(context.window().getStart()), ZoneOffset.UTC);
        for (int place = 1; place <= Math.min(top, ranked.size()); place++) {
            TopVendors.VendorWeek vendor = ranked.get(place - 1);
            out.collect(new TopVendors.Rank(week, place, vendor.vendor(), vendor.reviews(), vendor.meanRating()));
        }
    }
}

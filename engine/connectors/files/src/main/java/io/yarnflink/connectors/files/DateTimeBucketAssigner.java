package io.yarnflink.connectors.files;

import io.yarnflink.api.io.SimpleVersionedSerializer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts records into buckets by the time at which they are written. */
public class DateTimeBucketAssigner<IN> implements BucketAssigner<IN, String> {
    private static final String HOURLY = "yyyy-MM-dd--HH";

    private final String formatString;
    private final ZoneId zoneId;
    private transient @Nullable DateTimeFormatter formatter;

    /** A bucket for each hour in the system's time zone, {@code yyyy-MM-dd--HH}. */
    public DateTimeBucketAssigner() {
        this(HOURLY);
    }

    public DateTimeBucketAssigner(String formatString) {
        this(formatString, ZoneId.systemDefault());
    }

    public DateTimeBucketAssigner(ZoneId zoneId) {
        this(HOURLY, zoneId);
    }

    public DateTimeBucketAssigner(String formatString, ZoneId zoneId) {
        this.formatString = Objects.requireNonNull(formatString, "format is null");
        this.zoneId = Objects.requireNonNull(zoneId, "time zone is null");
        formatter = DateTimeFormatter.ofPattern(formatString).withZone(zoneId);
    }

    @Override
    public String getBucketId(IN element, Context context) {
        DateTimeFormatter known = formatter;
        if (known == null) {
            known = DateTimeFormatter.ofPattern(formatString).withZone(zoneId);
            formatter = known;
        }
        return known.format(Instant.ofEpochMilli(context.currentProcessingTime()));
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "DateTimeBucketAssigner{formatString='" + formatString + "', zoneId=" + zoneId + "}";
    }
}

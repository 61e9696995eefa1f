package io.yarnflink.api.functions.timestamps;

import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.functions.AssignerWithPeriodicWatermarks;
import java.io.Serializable;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives records timestamps that never go back, and watermarks just below the highest. */
@Deprecated
public abstract class AscendingTimestampExtractor<T> implements AssignerWithPeriodicWatermarks<T> {
    private long currentTimestamp = Long.MIN_VALUE;
    private MonotonyViolationHandler violationHandler = new LoggingHandler();

    /** The record's time in milliseconds since the epoch. */
    public abstract long extractAscendingTimestamp(T element);

    /** Says what happens to a record whose time is before an earlier record's; a log line tells of it unless set. */
    public AscendingTimestampExtractor<T> withViolationHandler(MonotonyViolationHandler handler) {
        violationHandler = Objects.requireNonNull(handler, "handler is null");
        return this;
    }

    @Override
    public final long extractTimestamp(T element, long elementPrevTimestamp) {
        long timestamp = extractAscendingTimestamp(element);
        if (timestamp >= currentTimestamp) {
            currentTimestamp = timestamp;
        } else {
            violationHandler.handleViolation(timestamp, currentTimestamp);
        }
        return timestamp;
    }

    @Override
    public final Watermark getCurrentWatermark() {
        return new Watermark(currentTimestamp == Long.MIN_VALUE ? Long.MIN_VALUE : currentTimestamp - 1);
    }

    /** Hears of timestamps that go back. */
    public interface MonotonyViolationHandler extends Serializable {
        void handleViolation(long elementTimestamp, long lastTimestamp);
    }

    /** Lets it pass. */
    public static final class IgnoringHandler implements MonotonyViolationHandler {
        @Override
        public void handleViolation(long elementTimestamp, long lastTimestamp) {}
    }

    /** Fails the job. */
    public static final class FailingHandler implements MonotonyViolationHandler {
        @Override
        public void handleViolation(long elementTimestamp, long lastTimestamp) {
            throw new IllegalStateException("Timestamps must ascend, but " + elementTimestamp + " came after "
                    + lastTimestamp + "; allow for disorder with a bounded out-of-orderness strategy");
        }
    }

    /** Writes a warning to the log. */
    public static final class LoggingHandler implements MonotonyViolationHandler {
        private static final Logger LOG = LoggerFactory.getLogger(AscendingTimestampExtractor.class);

        @Override
        public void handleViolation(long elementTimestamp, long lastTimestamp) {
            LOG.warn("Timestamps do not ascend: {} came after {}", elementTimestamp, lastTimestamp);
        }
    }
}

package io.yarnflink.api.datastream;

import io.yarnflink.api.common.CloseableIterator;
import io.yarnflink.api.common.JobExecutionException;
import java.util.ArrayList;
import java.util.List;

/** Executes a program for the first records of one of its streams. */
final class FirstRecords {
    private FirstRecords() {}

    /** At most {@code limit} records; the job is cancelled when it has more. */
    static <T> List<T> of(DataStream<T> stream, String jobName, int limit) throws Exception {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
        List<T> records = new ArrayList<>();
        try (CloseableIterator<T> results = stream.executeAndCollect(jobName)) {
            while (records.size() < limit && results.hasNext()) {
                records.add(results.next());
            }
        } catch (RuntimeException e) {
            if (e.getCause() instanceof JobExecutionException jobFailure) {
                throw jobFailure;
            }
            throw e;
        }
        return records;
    }
}

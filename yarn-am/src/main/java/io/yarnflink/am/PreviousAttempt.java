package io.yarnflink.am;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** Asks YARN what became of an earlier attempt; may block. */
final class PreviousAttempt {
    private PreviousAttempt() {}

    static String diagnostics(Configuration hadoop, ApplicationAttemptId attempt) throws IOException {
        try (YarnClient yarn = YarnClient.createYarnClient()) {
            yarn.init(hadoop);
            yarn.start();
            return String.valueOf(yarn.getApplicationAttemptReport(attempt).getDiagnostics());
        } catch (YarnException e) {
            throw new IOException("YARN does not tell what became of " + attempt + ": " + e.getMessage(), e);
        }
    }
}

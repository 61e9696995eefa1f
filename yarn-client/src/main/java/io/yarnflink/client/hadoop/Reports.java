package io.yarnflink.client.hadoop;

import io.yarnflink.client.hadoop.ApplicationStatus.Description;
import io.yarnflink.client.hadoop.ApplicationStatus.FinalStatus;
import io.yarnflink.client.hadoop.ApplicationStatus.Master;
import io.yarnflink.client.hadoop.ApplicationStatus.Phase;
import java.util.Optional;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ApplicationResourceUsageReport;

/** Translates YARN's reports. */
final class Reports {
    private Reports() {}

    static ApplicationStatus status(ApplicationReport report) {
        ApplicationResourceUsageReport usage = report.getApplicationResourceUsageReport();
        return new ApplicationStatus(
                report.getApplicationId().toString(),
                new Description(
                        text(report.getName()),
                        text(report.getUser()),
                        text(report.getQueue()),
                        report.getStartTime(),
                        report.getFinishTime()),
                phase(report),
                finalStatus(report),
                text(report.getDiagnostics()),
                master(report),
                usage == null ? 0 : Math.max(0, usage.getNumUsedContainers()));
    }

    private static Phase phase(ApplicationReport report) {
        return switch (report.getYarnApplicationState()) {
            case NEW, NEW_SAVING, SUBMITTED -> Phase.SUBMITTED;
            case ACCEPTED -> Phase.ACCEPTED;
            case RUNNING -> Phase.RUNNING;
            case FINISHED -> Phase.FINISHED;
            case FAILED -> Phase.FAILED;
            case KILLED -> Phase.KILLED;
        };
    }

    private static FinalStatus finalStatus(ApplicationReport report) {
        return switch (report.getFinalApplicationStatus()) {
            case UNDEFINED, ENDED -> FinalStatus.UNDEFINED;
            case SUCCEEDED -> FinalStatus.SUCCEEDED;
            case FAILED -> FinalStatus.FAILED;
            case KILLED -> FinalStatus.KILLED;
        };
    }

    /** Before an ApplicationMaster registers, YARN says "N/A" and -1. */
    private static Master master(ApplicationReport report) {
        int attempt = Optional.ofNullable(report.getCurrentApplicationAttemptId())
                .map(ApplicationAttemptId::getAttemptId)
                .orElse(0);
        return new Master(text(report.getHost()), Math.max(0, report.getRpcPort()), attempt);
    }

    private static String text(@org.jspecify.annotations.Nullable String text) {
        return text == null || text.equals("N/A") ? "" : text.strip();
    }
}

package io.yarnflink.client.job;

import io.yarnflink.client.hadoop.ApplicationStatus;
import io.yarnflink.transport.protocol.JobReport;

/** Progress in words. */
final class JobProgress {
    /** While YARN has not started the ApplicationMaster: YARN's own reason. */
    String waiting(ApplicationStatus status) {
        return switch (status.phase()) {
            case SUBMITTED, ACCEPTED ->
                "ACCEPTED in queue " + status.description().queue() + reason(status);
            case RUNNING ->
                "ApplicationMaster is up at " + status.master().host() + ", " + status.containers()
                        + (status.containers() == 1 ? " container" : " containers");
            case FINISHED, FAILED, KILLED -> "ended in YARN";
        };
    }

    private static String reason(ApplicationStatus status) {
        String words = YarnWords.firstSentence(status.diagnostics());
        return words.isEmpty() ? "" : ": " + words;
    }

    /** What is news. */
    String phase(JobReport report) {
        String slots = report.getSlotsHeld() + " of " + report.getSlotsRequired() + " slots on "
                + report.getTaskManagers()
                + (report.getTaskManagers() == 1 ? " TaskManager" : " TaskManagers");
        return report.getState() + ": " + slots;
    }

    /** What changes all the time. */
    String numbers(JobReport report) {
        return report.getRecordsRead() == 0 ? "" : String.format("%,d records read", report.getRecordsRead());
    }
}

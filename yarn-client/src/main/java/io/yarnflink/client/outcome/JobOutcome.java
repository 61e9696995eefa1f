package io.yarnflink.client.outcome;

import io.yarnflink.rest.archive.ExitCode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a submission ended, or where it stands when its client leaves. {@code cause} is one line and {@code detail} what
 * {@code --verbose} adds; both are empty when all went well. {@code more} are figures beyond the five fixed fields.
 */
public record JobOutcome(
        String applicationId,
        String jobId,
        String state,
        ExitCode code,
        String cause,
        String detail,
        Map<String, Object> more) {
    /** The state of what was never submitted, or failed. */
    public static final String FAILED = "FAILED";

    /** The state of what nobody can be asked about; it may still run. */
    public static final String UNKNOWN = "UNKNOWN";

    public JobOutcome {
        more = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(more));
    }

    /** Nothing was submitted, as far as is known. */
    public static JobOutcome refused(ClientException reason) {
        String state = reason.code() == ExitCode.CANCELED ? ExitCode.CANCELED.name() : FAILED;
        return new JobOutcome(
                reason.applicationId(), "", state, reason.code(), ClientException.oneLine(reason), "", Map.of());
    }

    /** The fields that every outcome has, in the order they are promised. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("applicationId", applicationId);
        fields.put("jobId", jobId);
        fields.put("state", state);
        fields.put("exitCode", code.number());
        fields.put("cause", cause);
        return fields;
    }

    /** {@link #fields()} and the figures. */
    public Map<String, Object> allFields() {
        Map<String, Object> fields = fields();
        fields.putAll(more);
        return fields;
    }

    /** The line for people: {@code FAILED code=10 USER_CODE at Map[2] ...}. */
    public String line() {
        boolean told = code == ExitCode.OK || code.name().equals(state);
        String head = state + " code=" + code.number() + (told ? "" : " " + code);
        return cause.isEmpty() ? head : head + separator() + cause;
    }

    /** A cause that begins with its place reads as one sentence. */
    private String separator() {
        return cause.startsWith("at ") ? " " : ": ";
    }
}

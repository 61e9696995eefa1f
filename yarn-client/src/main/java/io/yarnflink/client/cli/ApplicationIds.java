package io.yarnflink.client.cli;

import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import java.util.regex.Pattern;

/** The form of application ids. */
final class ApplicationIds {
    private static final Pattern FORM = Pattern.compile("application_\\d+_\\d{4,}");

    private ApplicationIds() {}

    static void check(String id) throws ClientException {
        if (!FORM.matcher(id).matches()) {
            throw new ClientException(
                    ExitCode.USAGE,
                    "'" + id + "' is not an application id, such as application_1700000000000_0001; 'yarn-flink list'"
                            + " shows those there are");
        }
    }
}

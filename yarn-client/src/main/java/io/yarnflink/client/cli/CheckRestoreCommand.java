package io.yarnflink.client.cli;

import io.yarnflink.api.spi.JobExecutors;
import io.yarnflink.client.Cluster;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.program.ProgramFailure;
import io.yarnflink.client.program.ProgramJar;
import io.yarnflink.client.restore.CheckingExecutor;
import io.yarnflink.client.restore.RestoreCheck;
import io.yarnflink.client.settings.ClusterSpec;
import io.yarnflink.client.settings.Settings;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.staging.HdfsCheckpointStorages;
import io.yarnflink.state.storage.LocalCheckpointStorages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says, without submitting, what a job would go on from. */
@Command(
        name = "check-restore",
        header = "Say which state of a savepoint or retained checkpoint fits which operator of a program.",
        description =
                "Takes the words of submit, with --from-savepoint among them; runs the program's main up to its first"
                        + " execute(), and submits nothing. Whether types fit is seen when the state is read, in the job.")
final class CheckRestoreCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    final SubmitOptions options;

    CheckRestoreCommand(Session session, SubmitOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws ClientException {
        Settings settings = session.settings();
        options.addTo(settings);
        RestoreCheck check = check(settings);
        List<Map<String, Object>> rows = new ArrayList<>();
        check.rows().forEach(row -> rows.add(columns(row)));
        session.console().rows("operator", rows);
        check.require();
        session.console()
                .progress()
                .say(String.format(
                        "The job can go on from %s: %s %d of job '%s', taken at %s",
                        check.path(),
                        check.checkpoint().getSavepoint() ? "savepoint" : "checkpoint",
                        check.checkpoint().getCheckpointId(),
                        check.checkpoint().getJobName(),
                        Instant.ofEpochMilli(check.checkpoint().getTriggeredAt())));
        return 0;
    }

    private static Map<String, Object> columns(RestoreCheck.Row row) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("operator", row.operator());
        columns.put("uid", row.uid());
        columns.put("state", row.states());
        columns.put("bytes", row.bytes());
        columns.put("parallelismBefore", row.before());
        columns.put("parallelismNow", row.now());
        columns.put("fit", row.fit());
        return columns;
    }

    private RestoreCheck check(Settings settings) throws ClientException {
        ClusterSpec spec = ClusterSpec.from(settings);
        CliEnvironment environment = session.environment();
        Path jar = ProgramJar.locate(options.jar, environment.workingDirectory(), environment.home());
        // Opening the cluster is what makes its file systems known.
        try (Cluster cluster = session.opener().open(settings, spec.patience());
                ProgramJar program = ProgramJar.open(jar, Optional.ofNullable(options.mainClass))) {
            CheckingExecutor executor = new CheckingExecutor(
                    settings.configuration(),
                    spec.parallelism(),
                    new LocalCheckpointStorages(new HdfsCheckpointStorages()));
            try {
                JobExecutors.runWith(executor, () -> program.run(options.arguments.toArray(String[]::new)));
            } catch (CheckingExecutor.Answer answer) {
                return answer.check();
            } catch (Throwable e) {
                Optional<CheckingExecutor.Answer> answer = ProgramFailure.find(e, CheckingExecutor.Answer.class);
                if (answer.isPresent()) {
                    return answer.get().check();
                }
                session.console().trace(e);
                throw ProgramFailure.of(e);
            }
            throw new ClientException(
                    ExitCode.USER_CODE,
                    "main of " + program.mainClass()
                            + " returned without calling execute(); there is no job to look at");
        } catch (IOException e) {
            throw new ClientException(ExitCode.ENGINE, "cannot close " + jar + ": " + ClientException.oneLine(e), e);
        }
    }
}

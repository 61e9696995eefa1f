package io.yarnflink.client.cli;

import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.outcome.JobOutcome;
import io.yarnflink.rest.archive.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Submits a program in the words of existing scripts; everything after the jar is for the program. */
@Command(
        name = "run",
        header =
                "The same as submit, for scripts that say: run -t yarn-per-job -d -p 2 -c Main -Dkey=value job.jar ...")
final class RunCommand implements Callable<Integer> {
    private static final String PER_JOB = "yarn-per-job";

    private final Session session;

    @Option(
            names = {"-t", "--target"},
            paramLabel = PER_JOB,
            description = "Where to run: yarn-per-job.")
    String target = PER_JOB;

    @Option(
            names = {"-m", "--jobmanager"},
            paramLabel = "yarn-cluster",
            description = "An older word for -t yarn-per-job.")
    String jobManager = "yarn-cluster";

    @Mixin
    final SubmitOptions options;

    RunCommand(Session session, SubmitOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!target.equals(PER_JOB) || !jobManager.equals("yarn-cluster")) {
            String given = target.equals(PER_JOB) ? "-m " + jobManager : "-t " + target;
            JobOutcome refused = JobOutcome.refused(
                    new ClientException(ExitCode.USAGE, given + " is not supported; use -t " + PER_JOB));
            session.console().outcome(refused);
            return refused.code().number();
        }
        return new SubmitCommand(session, options).call();
    }
}

package io.yarnflink.client.cli;

import io.yarnflink.client.Cluster;
import io.yarnflink.client.Distribution;
import io.yarnflink.client.PerJobSubmission;
import io.yarnflink.client.YarnPerJobExecutor;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.outcome.JobOutcome;
import io.yarnflink.client.output.Progress;
import io.yarnflink.client.program.ProgramJar;
import io.yarnflink.client.settings.ClusterSpec;
import io.yarnflink.client.settings.Settings;
import io.yarnflink.rest.archive.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Submits a program. */
@Command(
        name = "submit",
        header = "Run a program on the cluster; by default wait for its end.",
        description = {
            "Runs the program's main here; each execute() becomes an application of its own on the cluster that"
                    + " HADOOP_CONF_DIR describes. The last line of standard output is the outcome.",
        })
final class SubmitCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--per-job", description = "One application per job (the default, and the only mode so far).")
    boolean perJob;

    @Mixin
    final SubmitOptions options;

    SubmitCommand(Session session, SubmitOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws InterruptedException {
        JobOutcome outcome;
        try {
            outcome = submit();
        } catch (ClientException e) {
            session.console().trace(e);
            outcome = JobOutcome.refused(e);
        } catch (RuntimeException | Error e) {
            session.console().trace(e);
            outcome = JobOutcome.refused(ClientException.fault(e));
        }
        session.console().outcome(outcome);
        return outcome.code().number();
    }

    private JobOutcome submit() throws ClientException, InterruptedException {
        Settings settings = session.settings();
        options.addTo(settings);
        ClusterSpec spec = ClusterSpec.from(settings);
        CliEnvironment environment = session.environment();
        Path jar = ProgramJar.locate(options.jar, environment.workingDirectory(), environment.home());
        try (ProgramJar program = ProgramJar.open(jar, Optional.ofNullable(options.mainClass))) {
            PerJobSubmission.Plan plan = new PerJobSubmission.Plan(settings, spec, distribution(), jar);
            return run(program, plan);
        } catch (IOException e) {
            throw new ClientException(ExitCode.ENGINE, "cannot close " + jar + ": " + ClientException.oneLine(e), e);
        }
    }

    private JobOutcome run(ProgramJar program, PerJobSubmission.Plan plan)
            throws ClientException, InterruptedException {
        Progress progress = session.console().progress();
        ClusterSpec.Patience patience = plan.spec().patience();
        Cluster cluster = options.embedded
                ? session.opener().embedded(plan.settings(), patience, progress)
                : session.opener().open(plan.settings(), patience);
        YarnPerJobExecutor executor = new YarnPerJobExecutor(
                cluster,
                plan,
                new YarnPerJobExecutor.Surroundings(
                        progress, session.environment().pace(), session.threads(), host()),
                !options.detached);
        SubmitRun run = new SubmitRun(session, cluster, executor, patience, !options.detached);
        try (Interruption interruption = new Interruption(run, cluster, session.console())) {
            return run.run(program, options.arguments);
        } finally {
            cluster.close();
        }
    }

    private Distribution distribution() throws ClientException {
        return session.environment()
                .home()
                .map(Distribution::new)
                .orElseThrow(() -> new ClientException(
                        ExitCode.USAGE, "YARN_FLINK_HOME is not set: start yarn-flink by its bin/yarn-flink"));
    }

    private String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "localhost";
        }
    }
}

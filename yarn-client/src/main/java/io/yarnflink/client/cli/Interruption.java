package io.yarnflink.client.cli;

import io.yarnflink.client.Cluster;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.outcome.JobOutcome;
import io.yarnflink.rest.archive.ExitCode;
import java.util.Arrays;

/** Ctrl-C and SIGTERM: cancels the job, tells the outcome, and ends the process with its status. */
final class Interruption implements AutoCloseable {
    private final Thread main = Thread.currentThread();
    private final SubmitRun run;
    private final Cluster cluster;
    private final Console console;
    private final Thread hook;

    /** Watches from now on until closed. */
    Interruption(SubmitRun run, Cluster cluster, Console console) {
        this.run = run;
        this.cluster = cluster;
        this.console = console;
        hook = new Thread(this::end, "on-signal");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void end() {
        boolean exitCalled = Arrays.stream(main.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Runtime")
                        && frame.getMethodName().equals("exit"));
        JobOutcome outcome;
        try {
            outcome = run.interrupted();
        } catch (ClientException e) {
            outcome = JobOutcome.refused(
                    exitCalled
                            ? new ClientException(ExitCode.USER_CODE, "main called System.exit before its job ended", e)
                            : e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcome = JobOutcome.refused(new ClientException(ExitCode.CANCELED, "interrupted", e));
        }
        console.outcome(outcome);
        cluster.close();
        // A hook cannot choose the exit status otherwise.
        Runtime.getRuntime().halt(outcome.code().number());
    }

    /** Blocks for ever when the process is ending already: the hook tells the outcome then. */
    @Override
    public void close() throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            hook.join();
        }
    }
}

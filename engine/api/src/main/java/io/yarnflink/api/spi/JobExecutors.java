package io.yarnflink.api.spi;

import java.util.Optional;
import java.util.ServiceLoader;

/** Finds the executor of this thread's program: the one a launcher installed, or else the one on the class path. */
public final class JobExecutors {
    private static final InheritableThreadLocal<JobExecutor> INSTALLED = new InheritableThreadLocal<>();

    private JobExecutors() {}

    /** Runs {@code program} with {@code executor} in charge of its {@code execute()} calls. */
    public static void runWith(JobExecutor executor, ProgramBody program) throws Exception {
        INSTALLED.set(executor);
        try {
            program.run();
        } finally {
            INSTALLED.remove();
        }
    }

    public static JobExecutor current() {
        return find().orElseThrow(() -> new IllegalStateException("Nothing here can run a program: start it with"
                + " 'yarn-flink submit', or put yarn-flink-testkit on the class path to run it in this JVM"));
    }

    /** The executor on the class path, which runs programs in this JVM. */
    public static JobExecutor local() {
        return ServiceLoader.load(JobExecutor.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nothing here can run a program in this JVM: put"
                        + " yarn-flink-testkit on the class path, or use getExecutionEnvironment()"));
    }

    public static Optional<JobExecutor> find() {
        JobExecutor installed = INSTALLED.get();
        return installed != null
                ? Optional.of(installed)
                : ServiceLoader.load(JobExecutor.class).findFirst();
    }

    /** A program's main, which may throw anything. */
    @FunctionalInterface
    public interface ProgramBody {
        void run() throws Exception;
    }
}

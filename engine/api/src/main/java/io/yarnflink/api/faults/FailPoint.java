package io.yarnflink.api.faults;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Named places where a test lets a process die, stop, wait or fail, see {@link FaultPlan}. For tests only: without the system
 * property {@value #PLAN} nothing happens here, and a cluster with security refuses it.
 */
public final class FailPoint {
    /** The system property that names the faults of a process. */
    public static final String PLAN = "yarn-flink.failpoints";
    /** The system property with the folder, shared by all processes, where each fault that was carried out leaves a file. */
    public static final String MARKS = "yarn-flink.failpoints.marks";

    private static final @Nullable FaultPlan ARMED = armed();

    private FailPoint() {}

    /** The process has come to that place; returns at once unless a test says otherwise. */
    public static void hit(String name) {
        if (ARMED != null) {
            ARMED.hit(name);
        }
    }

    /** Fails in a process that a test has prepared, when other people's data is at stake. */
    public static void refuse(boolean security) {
        if (ARMED != null && security) {
            throw new IllegalStateException("the system property " + PLAN
                    + " is for tests, and refused on a cluster with security; remove it from env.java.opts.*");
        }
    }

    private static @Nullable FaultPlan armed() {
        String plan = System.getProperty(PLAN);
        String marks = System.getProperty(MARKS);
        if (plan == null) {
            return null;
        }
        if (marks == null) {
            throw new IllegalArgumentException(
                    PLAN + " needs " + MARKS + ", the folder that tells what was carried out");
        }
        return FaultPlan.parse(plan, System.getenv("CONTAINER_ID"), new OwnProcess(Path.of(marks)));
    }

    /** The process that this class is loaded in. */
    private record OwnProcess(Path marks) implements FaultPlan.Victim {
        @Override
        public boolean mark(String name) {
            try {
                Files.writeString(
                        Files.createFile(marks.resolve(name)),
                        ProcessHandle.current().pid() + "\n");
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            } catch (IOException e) {
                throw new IllegalStateException("fault " + name + " cannot leave its mark: " + e, e);
            }
        }

        @Override
        public void kill() {
            Runtime.getRuntime().halt(137);
        }

        @Override
        public void stop() {
            try {
                new ProcessBuilder(
                                "kill",
                                "-STOP",
                                Long.toString(ProcessHandle.current().pid()))
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new IllegalStateException("this process cannot be stopped: " + e, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

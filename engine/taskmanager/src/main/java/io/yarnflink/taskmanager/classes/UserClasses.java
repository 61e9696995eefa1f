package io.yarnflink.taskmanager.classes;

import java.io.IOException;

/** Gives each job the class loader that knows its jars; main thread only. */
public interface UserClasses {
    /** The loader of a job's classes, which lasts until {@link #close}. */
    ClassLoader open(String jobId) throws IOException;

    /** The job has left this process: nothing of its classes runs any more. */
    void close(String jobId);

    /** For jobs whose classes are on this process's class path. */
    static UserClasses of(ClassLoader loader) {
        return new UserClasses() {
            @Override
            public ClassLoader open(String jobId) {
                return loader;
            }

            @Override
            public void close(String jobId) {
                // The loader outlives the job.
            }
        };
    }
}

package io.yarnflink.jobmanager;

import io.yarnflink.api.common.JobID;

/** Gives each job the class loader that knows its jars. */
public interface UserCodeLoaders {
    ClassLoader open(JobID jobId);

    /** The job has ended here: nothing of its classes runs any more. */
    void close(JobID jobId);

    /** For jobs whose classes are on this process's class path. */
    static UserCodeLoaders of(ClassLoader loader) {
        return new UserCodeLoaders() {
            @Override
            public ClassLoader open(JobID jobId) {
                return loader;
            }

            @Override
            public void close(JobID jobId) {
                // The loader outlives the job.
            }
        };
    }
}

package io.yarnflink.api.environment;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.spi.JobExecutor;
import io.yarnflink.api.spi.JobExecutors;

/** Runs programs in this JVM, whoever started them. */
public class LocalStreamEnvironment extends StreamExecutionEnvironment {
    public LocalStreamEnvironment() {
        this(new Configuration());
    }

    public LocalStreamEnvironment(Configuration configuration) {
        super(configuration);
    }

    @Override
    JobExecutor executor() {
        return JobExecutors.local();
    }
}

package io.yarnflink.api.functions.sink;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.io.CleanupWhenUnsuccessful;
import io.yarnflink.api.common.io.OutputFormat;
import io.yarnflink.api.common.io.RichOutputFormat;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.RuntimeContext;
import io.yarnflink.api.functions.TaskInfo;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.InputTypeConfigurable;
import java.io.IOException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes records through an {@link OutputFormat}, one a subtask. */
public class OutputFormatSinkFunction<IN> extends RichSinkFunction<IN> implements InputTypeConfigurable {
    private static final Logger LOG = LoggerFactory.getLogger(OutputFormatSinkFunction.class);

    private final OutputFormat<IN> format;
    private boolean cleanedUp;

    public OutputFormatSinkFunction(OutputFormat<IN> format) {
        this.format = Objects.requireNonNull(format, "format is null");
    }

    public OutputFormat<IN> getFormat() {
        return format;
    }

    @Override
    public void setInputType(TypeInformation<?> type, ExecutionConfig executionConfig) {
        if (format instanceof InputTypeConfigurable configurable) {
            configurable.setInputType(type, executionConfig);
        }
    }

    @Override
    public void setRuntimeContext(RuntimeContext context) {
        super.setRuntimeContext(context);
        if (format instanceof RichOutputFormat<?> rich) {
            rich.setRuntimeContext(context);
        }
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
        format.configure(new Configuration());
        TaskInfo task = getRuntimeContext().getTaskInfo();
        format.open(
                new Numbers(task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask(), task.getAttemptNumber()));
    }

    private record Numbers(int getNumTasks, int getTaskNumber, int getAttemptNumber)
            implements OutputFormat.InitializationContext {}

    @Override
    public void invoke(IN record) throws Exception {
        try {
            format.writeRecord(record);
        } catch (Exception e) {
            cleanUp();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            format.close();
        } catch (IOException e) {
            cleanUp();
            throw e;
        }
    }

    private void cleanUp() {
        if (format instanceof CleanupWhenUnsuccessful partial && !cleanedUp) {
            cleanedUp = true;
            try {
                partial.tryCleanupOnError();
            } catch (Exception e) {
                LOG.warn("what an output format wrote before it failed is left behind", e);
            }
        }
    }
}

package io.yarnflink.taskmanager.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.transport.protocol.TaskFailure;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FailureReportTest {
    private static TaskFailure report(Throwable thrown) {
        return FailureReport.of(thrown, "Map", "", FailureReportTest.class.getClassLoader());
    }

    @Test
    void theRootIsToldBesideWhatWrapsIt() {
        Exception root = new IOException("connection refused");
        TaskFailure report = report(new IllegalStateException("cannot ask for 'x'", new RuntimeException(root)));
        assertThat(report.getExceptionClass()).isEqualTo("java.lang.IllegalStateException");
        assertThat(report.getMessage())
                .isEqualTo("cannot ask for 'x' (caused by java.io.IOException: connection refused)");
    }

    @Test
    void aRootThatIsToldAlreadyIsNotToldAgain() {
        assertThat(report(new RuntimeException(new IOException("gone"))).getMessage())
                .isEqualTo("java.io.IOException: gone");
        assertThat(report(new IOException("gone")).getMessage()).isEqualTo("gone");
        assertThat(report(new IllegalStateException("oh", new StackOverflowError()))
                        .getMessage())
                .isEqualTo("oh (caused by java.lang.StackOverflowError)");
    }

    @Test
    void causesThatGoRoundEndSomewhere() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);
        assertThat(report(first).getMessage()).startsWith("first");
    }
}

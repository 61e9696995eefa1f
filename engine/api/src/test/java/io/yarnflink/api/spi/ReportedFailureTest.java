package io.yarnflink.api.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class ReportedFailureTest {
    /** As programs have them. */
    static class MissingSolution extends Exception {
        private static final long serialVersionUID = 1L;

        MissingSolution() {}

        MissingSolution(String message) {
            super(message);
        }
    }

    /** Cannot be made from a message. */
    static class Coded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Coded(int code, Throwable cause) {
            super("code " + code, cause);
        }
    }

    @Test
    void anExceptionAndItsCausesComeBackWithClassesMessagesAndFrames() {
        Throwable thrown = new IllegalStateException("first\nand second line", new MissingSolution("solve: it"));

        Throwable again = again(thrown);

        assertThat(again)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("first\nand second line")
                .hasCauseExactlyInstanceOf(MissingSolution.class);
        assertThat(again.getCause()).hasMessage("solve: it");
        assertThat(again.getStackTrace()[0].getMethodName()).isEqualTo(thrown.getStackTrace()[0].getMethodName());
        assertThat(again.getStackTrace()[0].getLineNumber()).isEqualTo(thrown.getStackTrace()[0].getLineNumber());
    }

    @Test
    void anExceptionWithoutMessageHasNone() {
        assertThat(again(new MissingSolution()))
                .isExactlyInstanceOf(MissingSolution.class)
                .hasMessage(null);
    }

    @Test
    void whatCannotBeMadeSaysWhatItWas() {
        Throwable again = again(new Coded(7, new UncheckedIOException("outer", new IOException("disk"))));

        assertThat(again).isExactlyInstanceOf(RuntimeException.class).hasMessage(Coded.class.getName() + ": code 7");
        assertThat(again.getCause()).hasMessage("java.io.UncheckedIOException: outer");
        assertThat(again).hasRootCauseExactlyInstanceOf(IOException.class).hasRootCauseMessage("disk");
    }

    @Test
    void withoutAStackThereIsNoCause() {
        assertThat(ReportedFailure.of("", getClass().getClassLoader())).isEmpty();
        assertThat(ReportedFailure.of("the container was killed", getClass().getClassLoader()))
                .isEmpty();
    }

    private static Throwable again(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return ReportedFailure.of(text.toString(), ReportedFailureTest.class.getClassLoader())
                .orElseThrow();
    }
}

package io.yarnflink.client.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class ClientExceptionTest {
    @Test
    void aFailureThatNamesOnlyAFileIsToldWithItsKind() {
        assertThat(ClientException.oneLine(new AccessDeniedException("/data/a.jar")))
                .isEqualTo("AccessDeniedException: /data/a.jar");
        assertThat(ClientException.oneLine(new FileSystemException("/data/a.jar", null, "No space left")))
                .isEqualTo("/data/a.jar: No space left");
    }

    @Test
    void theFirstLineOfAMessageIsTold() {
        assertThat(ClientException.oneLine(new IOException("\nfirst\nsecond"))).isEqualTo("first");
        assertThat(ClientException.oneLine(new IOException())).isEqualTo("IOException");
    }
}

package io.yarnflink.client.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class ClientExceptionTest {
    @Test
    void aFailureThatNamesOnlyAFileIsToldWithItsKind() {
        assertThat(ClientException.oneLine(new AccessDeniedException("/root/a.jar")))
                .isEqualTo("AccessDeniedException: /root/a.jar");
        assertThat(ClientException.oneLine(new FileSystemException("/root/a.jar", null, "No space left")))
                .isEqualTo("/root/a.jar: No space left");
    }

    @Test
    void theFirstLineOfAMessageIsTold() {
        assertThat(ClientException.oneLine(new IOException("\nfirst\nsecond"))).isEqualTo("first");
        assertThat(ClientException.oneLine(new IOException())).isEqualTo("IOException");
    }
}

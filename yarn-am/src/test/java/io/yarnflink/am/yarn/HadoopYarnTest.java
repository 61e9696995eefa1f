package io.yarnflink.am.yarn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.security.token.SecretManager;
import org.junit.jupiter.api.Test;

class HadoopYarnTest {
    private final List<String> told = new ArrayList<>();
    private final HadoopYarn.Fate fate = new HadoopYarn.Fate() {
        @Override
        public void superseded() {
            told.add("superseded");
        }

        @Override
        public void yarnLost(Throwable cause) {
            told.add("lost: " + cause.getMessage());
        }
    };

    @Test
    void anAttemptWhoseTokenYarnHasForgottenIsSuperseded() {
        fate.refused(new SecretManager.InvalidToken("appattempt_1_0001_000001 not found in AMRMTokenSecretManager."));
        fate.refused(new IOException("connection refused"));
        assertThat(told).containsExactly("superseded", "lost: connection refused");
    }
}

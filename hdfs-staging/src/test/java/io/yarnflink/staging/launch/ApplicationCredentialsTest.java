package io.yarnflink.staging.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.security.token.TokenIdentifier;
import org.apache.hadoop.yarn.security.AMRMTokenIdentifier;
import org.junit.jupiter.api.Test;

class ApplicationCredentialsTest {
    @Test
    void taskManagersGetEverythingButTheMastersToken() throws Exception {
        Credentials master = new Credentials();
        ApplicationCredentials.addSecret(master, new byte[] {1, 2, 3});
        master.addToken(new Text("rm"), token(AMRMTokenIdentifier.KIND_NAME));
        master.addToken(new Text("hdfs"), token(new Text("HDFS_DELEGATION_TOKEN")));

        Credentials received = new Credentials();
        byte[] bytes = ApplicationCredentials.serialize(ApplicationCredentials.forTaskManagers(master))
                .array();
        received.readTokenStorageStream(new DataInputStream(new ByteArrayInputStream(bytes)));

        assertThat(ApplicationCredentials.secret(received)).containsExactly(1, 2, 3);
        assertThat(received.getTokenMap()).containsOnlyKeys(new Text("hdfs"));
        assertThat(master.numberOfTokens()).isEqualTo(2);
    }

    @Test
    void aMissingSecretIsNamed() {
        assertThatThrownBy(() -> ApplicationCredentials.secret(new Credentials()))
                .hasMessageContaining("no application secret");
    }

    private static Token<TokenIdentifier> token(Text kind) {
        return new Token<>(new byte[] {1}, new byte[] {2}, kind, new Text("service"));
    }
}

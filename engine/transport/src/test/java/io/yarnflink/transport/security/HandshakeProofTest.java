package io.yarnflink.transport.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HandshakeProofTest {
    private final SecureRandom random = new SecureRandom();
    private final ApplicationSecret secret = ApplicationSecret.create(random);

    @Test
    void bothEndsProveTheSameSecret() throws Exception {
        ClientProof client = client(secret.key(Role.PEER), Protocol.DATA);
        ServerProof server = new ServerProof(client.hello(), Protocol.DATA, secret, random);
        Hello hello = server.verify(client.answer(server.challenge()));
        assertThat(hello).hasToString("PEER worker-1:4711");
        assertThat(hello.protocol()).isEqualTo(Protocol.DATA);
    }

    @Test
    void aSecretSurvivesItsBytesAndShowsNothing() throws Exception {
        ApplicationSecret copy = ApplicationSecret.of(secret.toBytes());
        assertThat(copy.key(Role.CLIENT).toBytes())
                .isEqualTo(secret.key(Role.CLIENT).toBytes());
        assertThat(secret.key(Role.CLIENT).toBytes())
                .isNotEqualTo(secret.key(Role.PEER).toBytes());
        String hex = HexFormat.of().formatHex(secret.toBytes());
        assertThat(secret.toString() + secret.key(Role.PEER)).doesNotContain(hex.substring(0, 8));
        assertThatThrownBy(() -> ApplicationSecret.of(new byte[31])).hasMessageContaining("31 bytes instead of 32");
    }

    @Test
    void theKeyedHashIsTheStandardOne() {
        // RFC 4231, test case 2.
        assertThat(AccessKey.hmac(
                        "Jefe".getBytes(US_ASCII),
                        "what do ya want ".getBytes(US_ASCII),
                        "for nothing?".getBytes(US_ASCII)))
                .isEqualTo(HexFormat.of().parseHex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
    }

    @Test
    void aServerWithAnotherSecretIsRecognized() throws Exception {
        ClientProof client = client(secret.key(Role.PEER), Protocol.RPC);
        ServerProof impostor = new ServerProof(client.hello(), Protocol.RPC, ApplicationSecret.create(random), random);
        assertThatThrownBy(() -> client.answer(impostor.challenge()))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("same application secret");
    }

    @Test
    void aProofOfAnotherHandshakeIsRefused() throws Exception {
        ClientProof client = client(secret.key(Role.PEER), Protocol.RPC);
        ServerProof first = new ServerProof(client.hello(), Protocol.RPC, secret, random);
        byte[] proof = client.answer(first.challenge());
        ServerProof second = new ServerProof(client.hello(), Protocol.RPC, secret, random);
        assertThatThrownBy(() -> second.verify(proof)).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void theServersOwnProofCannotBeReflected() throws Exception {
        ClientProof client = client(secret.key(Role.PEER), Protocol.RPC);
        ServerProof server = new ServerProof(client.hello(), Protocol.RPC, secret, random);
        byte[] challenge = server.challenge();
        byte[] reflected = Arrays.copyOfRange(challenge, ServerProof.NONCE_SIZE, challenge.length);
        assertThatThrownBy(() -> server.verify(reflected)).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void aClientKeyDoesNotMakeAPeer() throws Exception {
        AccessKey disguised = new AccessKey(Role.PEER, secret.key(Role.CLIENT).toBytes());
        ClientProof client = client(disguised, Protocol.RPC);
        ServerProof server = new ServerProof(client.hello(), Protocol.RPC, secret, random);
        assertThatThrownBy(() -> client.answer(server.challenge())).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void aClientMayNotOpenDataChannels() {
        ClientProof client = client(secret.key(Role.CLIENT), Protocol.DATA);
        assertThatThrownBy(() -> new ServerProof(client.hello(), Protocol.DATA, secret, random))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("CLIENT");
    }

    @Test
    void aPortRefusesTheOtherProtocol() {
        ClientProof client = client(secret.key(Role.PEER), Protocol.DATA);
        assertThatThrownBy(() -> new ServerProof(client.hello(), Protocol.RPC, secret, random))
                .hasMessageContaining("asks for DATA on a port that speaks RPC");
    }

    @Test
    void everyMutilatedHelloIsRefusedOrLeadsToAFailedProof() {
        byte[] hello = client(secret.key(Role.PEER), Protocol.RPC).hello();
        for (int length = 0; length < hello.length; length++) {
            byte[] cut = Arrays.copyOf(hello, length);
            assertThatThrownBy(() -> new ServerProof(cut, Protocol.RPC, secret, random))
                    .isInstanceOf(AuthenticationException.class);
        }
        for (int bit = 0; bit < hello.length * 8; bit++) {
            byte[] flipped = hello.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            ClientProof original = client(secret.key(Role.PEER), Protocol.RPC);
            assertThatThrownBy(() -> {
                        ServerProof server = new ServerProof(flipped, Protocol.RPC, secret, random);
                        server.verify(original.answer(server.challenge()));
                    })
                    .isInstanceOf(AuthenticationException.class);
        }
    }

    private ClientProof client(AccessKey key, Protocol protocol) {
        return new ClientProof(key, protocol, "worker-1", 4711, random);
    }
}

package io.yarnflink.testkit.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.JobClient;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.sink.DiscardingSink;
import io.yarnflink.api.functions.sink.SocketClientSink;
import io.yarnflink.api.serialization.SimpleStringSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SocketsTest {
    private final StreamExecutionEnvironment env =
            StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(1);

    @Test
    void linesEndWithTheirDelimiterAndTheStreamWithTheConnection() throws Exception {
        assertThat(received("a\r\nb\n\nlast", (host, port) -> env.socketTextStream(host, port)))
                .containsExactly("a", "b", "", "last");
        assertThat(received("a;b\nc;", (host, port) -> env.socketTextStream(host, port, ';')))
                .containsExactly("a", "b\nc");
        assertThat(received("a--b-c--", (host, port) -> env.socketTextStream(host, port, "--")))
                .containsExactly("a", "b-c");
        assertThat(received("a;b", (host, port) -> env.socketTextStream(host, port, ';', 0)))
                .containsExactly("a", "b");
    }

    @Test
    void aSourceConnectsAgainAsOftenAsItMayAndALineMayComeInTwoParts() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
                send(server, "one\ntw");
                send(server, "o\nthree\n");
            });
            assertThat(env.socketTextStream(host(server), server.getLocalPort(), "\n", 1)
                            .executeAndCollect(10))
                    .containsExactly("one", "two", "three");
            served.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws Exception {
        int port;
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        assertThatThrownBy(() -> env.socketTextStream("127.0.0.1", port).executeAndCollect(1))
                .hasMessageContaining("cannot read from 127.0.0.1:" + port);
        DataStream<String> words = env.fromData("a");
        words.writeToSocket("127.0.0.1", port, new SimpleStringSchema());
        assertThatThrownBy(env::execute).hasMessageContaining("cannot connect to 127.0.0.1:" + port);
        assertThatThrownBy(() -> env.socketTextStream("host", 0)).hasMessageContaining("a port lies in 1..65535");
        assertThatThrownBy(() -> env.socketTextStream("host", 1, "\n", -2)).hasMessageContaining("was -2");
        assertThatThrownBy(() -> env.socketTextStream("host", 1, "")).hasMessageContaining("cuts nothing");
    }

    @Test
    void aSourceThatWaitsForALineEndsWhenItsJobIsCanceled() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            env.socketTextStream(host(server), server.getLocalPort(), "\n", -1).addSink(new DiscardingSink<>());
            JobClient job = env.executeAsync();
            try (Socket connection = server.accept()) {
                job.cancel().get(30, TimeUnit.SECONDS);
                assertThat(job.getJobExecutionResult()).failsWithin(Duration.ofSeconds(30));
                assertThat(connection.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void recordsGoOutAsTheirSchemaWritesThem() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> receive(server));
            env.fromData("a", "b")
                    .map(word -> word + "\n")
                    .writeToSocket(host(server), server.getLocalPort(), new SimpleStringSchema());
            env.execute();
            assertThat(read.get(30, TimeUnit.SECONDS)).isEqualTo("a\nb\n");
            CompletableFuture<String> again = CompletableFuture.supplyAsync(() -> receive(server));
            env.fromData("c")
                    .addSink(new SocketClientSink<>(
                            host(server), server.getLocalPort(), new SimpleStringSchema(), 1, true));
            env.execute();
            assertThat(again.get(30, TimeUnit.SECONDS)).isEqualTo("c");
        }
    }

    private interface Reading {
        DataStream<String> of(String host, int port);
    }

    private static List<String> received(String sent, Reading reading) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> send(server, sent));
            List<String> received =
                    reading.of(host(server), server.getLocalPort()).executeAndCollect(100);
            served.get(30, TimeUnit.SECONDS);
            return received;
        }
    }

    private static void send(ServerSocket server, String text) {
        try (Socket connection = server.accept()) {
            connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String receive(ServerSocket server) {
        try (Socket connection = server.accept()) {
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String host(ServerSocket server) {
        return server.getInetAddress().getHostAddress();
    }
}

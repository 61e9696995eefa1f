package io.yarnflink.transport.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.time.SystemClock;
import io.yarnflink.transport.net.Admission;
import io.yarnflink.transport.net.HandshakeBudget;
import io.yarnflink.transport.net.Loopback;
import io.yarnflink.transport.net.RawPeer;
import io.yarnflink.transport.security.ApplicationSecret;
import io.yarnflink.transport.security.ClientProof;
import io.yarnflink.transport.security.Protocol;
import io.yarnflink.transport.security.Role;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NettyDataNetworkTest {
    private static final SubpartitionId ID = new SubpartitionId("map-0-attempt-1", 0, 3);

    private final Loopback loopback = new Loopback();
    private final List<NettyDataNetwork> networks = new ArrayList<>();
    private final NettyDataNetwork one = network(Duration.ofMinutes(1));
    private final NettyDataNetwork two = network(Duration.ofMinutes(1));
    private final TestProducer producer = new TestProducer(one);
    private final TestConsumer consumer = new TestConsumer();

    @AfterEach
    void nothingIsLost() {
        networks.forEach(NettyDataNetwork::close);
        loopback.stop();
        consumer.releaseAll();
        assertThat(networks)
                .allSatisfy(network -> assertThat(network.bytesInUse()).isZero());
        loopback.close();
    }

    @Test
    void framesArriveInOrderWithTheirBytes() throws Exception {
        one.publish(ID, producer);
        open(two, ID, 4, consumer);
        assertThat(producer.channel().credit()).isEqualTo(4);
        producer.send(7, 4);
        producer.send(8, 1000);
        producer.send(9, BufferPool.FRAME_BYTES);
        assertThat(producer.channel().credit()).isEqualTo(1);
        assertThat(consumer.takeNumber()).isEqualTo(7);
        assertThat(consumer.takeNumber()).isEqualTo(8);
        assertThat(consumer.takeNumber()).isEqualTo(9);
    }

    @Test
    void aConsumerMayComeBeforeItsSubpartition() throws Exception {
        open(two, ID, 4, consumer);
        open(two, new SubpartitionId("map-0-attempt-1", 0, 4), 4, new TestConsumer());
        assertThat(producer.isAttached()).isFalse();
        one.publish(ID, producer);
        producer.sendWhenAllowed(1, 100);
        assertThat(consumer.takeNumber()).isEqualTo(1);
    }

    @Test
    void aSubpartitionThatIsNeverPublishedIsNamed() {
        NettyDataNetwork impatient = network(Duration.ofMillis(30));
        open(two, impatient, ID, 4, consumer);
        assertThat(consumer.awaitLoss())
                .contains(Loopback.HOST + ":" + impatient.port())
                .contains("map-0-attempt-1")
                .contains("not published within 30 ms");
        impatient.publish(ID, producer);
        assertThat(producer.isAttached()).isFalse();
    }

    @Test
    void aWithdrawnSubpartitionIsLostAfterItsLastFrame() throws Exception {
        one.publish(ID, producer);
        open(two, ID, 4, consumer);
        producer.send(1, 100);
        producer.send(2, 100);
        one.withdraw(ID);
        producer.channel().close();
        assertThat(consumer.awaitLoss()).contains("withdrew").contains("map-0-attempt-1");
        assertThat(consumer.takeNumber()).isEqualTo(1);
        assertThat(consumer.takeNumber()).isEqualTo(2);
    }

    @Test
    void aConsumerThatComesAfterTheWithdrawalHearsItAtOnce() {
        one.publish(ID, producer);
        one.withdraw(ID);
        open(two, ID, 4, consumer);
        assertThat(consumer.awaitLoss()).contains("has withdrawn");
    }

    @Test
    void aSubpartitionHasOneConsumer() {
        one.publish(ID, producer);
        open(two, ID, 4, consumer);
        producer.channel();
        TestConsumer second = new TestConsumer();
        open(two, ID, 4, second);
        assertThat(second.awaitLoss()).contains("has a consumer already");
        producer.send(1, 4);
        assertThatThrownBy(() -> one.publish(ID, producer)).hasMessageContaining("published already");
    }

    @Test
    void sendingWithoutCreditIsAnError() {
        one.publish(ID, producer);
        open(two, ID, 1, consumer);
        producer.send(1, 4);
        assertThatThrownBy(() -> producer.send(2, 4))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("without credit");
    }

    @Test
    void grantsReachTheProducer() throws Exception {
        one.publish(ID, producer);
        DataNetwork.IncomingChannel channel = open(two, ID, 0, consumer);
        assertThat(producer.channel().credit()).isZero();
        for (int i = 0; i < 100; i++) {
            channel.grant(1);
            assertThat(producer.sendWhenAllowed(i, 10)).isTrue();
            assertThat(consumer.takeNumber()).isEqualTo(i);
        }
        assertThatThrownBy(() -> channel.grant(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClosedProducerIsSilentAndItsFramesStillArrive() throws Exception {
        one.publish(ID, producer);
        DataNetwork.IncomingChannel channel = open(two, ID, 4, consumer);
        producer.send(1, 4);
        producer.channel().close();
        one.withdraw(ID);
        assertThat(consumer.takeNumber()).isEqualTo(1);
        channel.grant(1);
        assertThatThrownBy(() -> producer.send(2, 4)).hasMessageContaining("closed channel");
        roundTrip();
        assertThat(consumer.lost).isEmpty();
    }

    @Test
    void aClosedConsumerIsLostToItsProducerByName() throws Exception {
        one.publish(ID, producer);
        DataNetwork.IncomingChannel channel = open(two, ID, 4, consumer);
        producer.send(1, 4);
        assertThat(consumer.takeNumber()).isEqualTo(1);
        channel.close();
        channel.close();
        channel.grant(1);
        assertThat(producer.awaitLoss())
                .contains(Loopback.HOST + ":" + two.port())
                .contains("closed");
        producer.send(2, 4);
        roundTrip();
        assertThat(consumer.frames).isEmpty();
        assertThat(consumer.lost).isEmpty();
    }

    @Test
    void allChannelsHearThatTheProducersProcessIsLost() throws Exception {
        List<TestConsumer> consumers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            SubpartitionId id = new SubpartitionId("map-" + i, 0, 0);
            TestProducer each = new TestProducer(one);
            one.publish(id, each);
            consumers.add(new TestConsumer());
            open(two, id, 4, consumers.get(i));
            each.channel();
        }
        String address = Loopback.HOST + ":" + one.port();
        one.close();
        for (TestConsumer each : consumers) {
            assertThat(each.awaitLoss()).contains(address).contains("connection lost");
        }
    }

    @Test
    void theProducerHearsThatTheConsumersProcessIsLost() {
        one.publish(ID, producer);
        open(two, ID, 4, consumer);
        producer.channel();
        two.close();
        assertThat(producer.awaitLoss())
                .contains(Loopback.HOST + ":" + two.port())
                .contains("connection lost");
        assertThat(consumer.awaitLoss()).contains("closes its data network");
        producer.send(1, 100);
    }

    @Test
    void anUnreachableProducerIsLostByName() throws Exception {
        int freePort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freePort = socket.getLocalPort();
        }
        two.open(Loopback.HOST, freePort, ID, 4, consumer);
        assertThat(consumer.awaitLoss())
                .contains(Loopback.HOST + ":" + freePort)
                .contains("cannot connect, tried 6 times: ");
    }

    @Test
    void aProducerThatListensALittleLaterIsReachedNevertheless() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        two.open(Loopback.HOST, port, ID, 4, consumer);
        // The first attempt has failed by the time the second handshake with another process is over.
        one.publish(new SubpartitionId("other", 0, 0), producer);
        open(two, new SubpartitionId("other", 0, 0), 4, new TestConsumer());
        producer.channel();
        NettyDataNetwork late = network(
                loopback.admission(Protocol.DATA),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                Duration.ofMinutes(1));
        TestProducer lateProducer = new TestProducer(late);
        late.publish(ID, lateProducer);
        lateProducer.send(3, 4);
        assertThat(consumer.takeNumber()).isEqualTo(3);
    }

    @Test
    void aProducerThatIsBusyWithHandshakesIsAskedAgain() throws Exception {
        HandshakeBudget one = new HandshakeBudget(Duration.ofMinutes(5), 4096, 1);
        NettyDataNetwork busy =
                network(loopback.admission(Protocol.DATA, one), Loopback.anyPort(), Duration.ofMinutes(1));
        TestProducer busyProducer = new TestProducer(busy);
        busy.publish(ID, busyProducer);
        try (RawPeer silent = new RawPeer(busy.port())) {
            silent.sendFrame(
                    new ClientProof(loopback.secret.key(Role.PEER), Protocol.DATA, "silent", 1, loopback.random)
                            .hello());
            // Answered, so that it is the one handshake that may be under way.
            silent.readFrame();
            open(two, busy, ID, 4, consumer);
            Loopback.await("the consumer is refused", () -> loopback.faults.total() > 0);
        }
        busyProducer.send(3, 4);
        assertThat(consumer.takeNumber()).isEqualTo(3);
    }

    @Test
    void whoIsNotBelievedIsNotAskedAgain() {
        NettyDataNetwork stranger = network(
                new Admission(
                        Protocol.DATA,
                        ApplicationSecret.create(loopback.random),
                        loopback.random,
                        HandshakeBudget.STANDARD,
                        loopback.faults),
                Loopback.anyPort(),
                Duration.ofMinutes(1));
        open(two, stranger, ID, 4, consumer);
        assertThat(consumer.awaitLoss()).contains("cannot connect, tried 1 time: ");
    }

    @Test
    void afterALossTheNextChannelReconnects() throws Exception {
        one.publish(ID, producer);
        open(two, ID, 4, consumer);
        producer.channel();
        one.close();
        consumer.awaitLoss();
        NettyDataNetwork restarted = network(Duration.ofMinutes(1));
        TestProducer again = new TestProducer(restarted);
        restarted.publish(ID, again);
        open(two, restarted, ID, 4, consumer);
        again.sendWhenAllowed(5, 4);
        assertThat(consumer.takeNumber()).isEqualTo(5);
    }

    @Test
    void memoryToReceiveIsSetAsideUntilTheChannelIsClosed() {
        List<DataNetwork.IncomingChannel> channels = new ArrayList<>();
        int frames = 0;
        while (frames < (2 << 20) / BufferPool.FRAME_BYTES) {
            channels.add(two.open(Loopback.HOST, one.port(), new SubpartitionId("m", 0, frames), 8, consumer));
            frames += channels.get(channels.size() - 1).initialCredit();
        }
        assertThatThrownBy(() -> open(two, ID, 8, consumer))
                .hasMessageContaining("2097152 of the TaskManager's 4194304 bytes are set aside to receive");
        channels.forEach(DataNetwork.IncomingChannel::close);
        channels.forEach(DataNetwork.IncomingChannel::close);
        assertThat(open(two, ID, 8, consumer).initialCredit()).isEqualTo(4);
    }

    /** A frame over a new channel between the two processes. */
    private void roundTrip() throws InterruptedException {
        SubpartitionId id = new SubpartitionId("other", 0, 0);
        TestProducer other = new TestProducer(one);
        TestConsumer otherConsumer = new TestConsumer();
        one.publish(id, other);
        open(two, id, 1, otherConsumer);
        other.sendWhenAllowed(42, 4);
        assertThat(otherConsumer.takeNumber()).isEqualTo(42);
    }

    private DataNetwork.IncomingChannel open(NettyDataNetwork from, SubpartitionId id, int credit, TestConsumer to) {
        return open(from, one, id, credit, to);
    }

    private static DataNetwork.IncomingChannel open(
            NettyDataNetwork from, NettyDataNetwork at, SubpartitionId id, int credit, TestConsumer to) {
        return from.open(Loopback.HOST, at.port(), id, credit, to);
    }

    private NettyDataNetwork network(Duration publishWait) {
        return network(loopback.admission(Protocol.DATA), Loopback.anyPort(), publishWait);
    }

    private NettyDataNetwork network(Admission admission, InetSocketAddress bind, Duration publishWait) {
        NettyDataNetwork network = new NettyDataNetwork(
                loopback.loops,
                admission,
                Loopback.HOST,
                bind,
                new DataSettings(4 << 20, Duration.ofMinutes(1), publishWait),
                SystemClock.INSTANCE);
        networks.add(network);
        return network;
    }
}

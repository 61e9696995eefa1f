package io.yarnflink.transport.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.transport.protocol.HeartbeatAnswer;
import io.yarnflink.transport.protocol.SubmitJob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private final Messages messages = new Messages();

    @Test
    void everyKindOfMessageComesBackAsItWas() throws Exception {
        for (int round = 0; round < 20; round++) {
            for (SpecificRecord message : new ArbitraryMessages(round).ofEachKind()) {
                assertThat(messages.read(messages.id(message), bytes(message))).isEqualTo(message);
            }
        }
    }

    @Test
    void collectionsWrittenInBlocksWithSizesAreRead() throws Exception {
        for (SpecificRecord message : new ArbitraryMessages(7).ofEachKind()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BinaryEncoder blocks = new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(out, null);
            new SpecificDatumWriter<SpecificRecord>(message.getSchema(), new SpecificData()).write(message, blocks);
            blocks.flush();
            assertThat(messages.read(messages.id(message), out.toByteArray())).isEqualTo(message);
        }
    }

    @Test
    void aTruncatedMessageIsRefusedWhereverItEnds() throws Exception {
        for (SpecificRecord message : new ArbitraryMessages(3).ofEachKind()) {
            byte[] whole = bytes(message);
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> messages.read(messages.id(message), cut))
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void trailingBytesAreRefusedByNumber() throws Exception {
        SubmitJob job = new SubmitJob(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        byte[] longer = Arrays.copyOf(bytes(job), bytes(job).length + 2);
        assertThatThrownBy(() -> messages.read(messages.id(job), longer))
                .hasMessageContaining("SubmitJob is followed by 2 bytes too many");
    }

    @Test
    void anUnknownTypeIsRefused() {
        assertThatThrownBy(() -> messages.read(60_000, new byte[0])).hasMessageContaining("unknown message type 60000");
    }

    @Test
    void lengthsAndCountsBeyondTheFrameAreRefusedBeforeAnythingIsAllocated() throws Exception {
        int submitJob = messages.id(new SubmitJob());
        for (long length : new long[] {-1, 5, 1 << 30, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> messages.read(submitJob, number(length, 4)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("a length is " + length);
        }
        int heartbeatAnswer = messages.id(new HeartbeatAnswer());
        for (long count : new long[] {9, 1 << 30, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, -10_000}) {
            byte[] noName = number(0, 0);
            byte[] counted = number(count, 8);
            byte[] both = Arrays.copyOf(noName, noName.length + counted.length);
            System.arraycopy(counted, 0, both, noName.length, counted.length);
            assertThatThrownBy(() -> messages.read(heartbeatAnswer, both)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void mutatedMessagesAreReadOrRefusedButNothingElse() throws Exception {
        Random random = new Random(42);
        int refused = 0;
        for (int round = 0; round < 200; round++) {
            for (SpecificRecord message : new ArbitraryMessages(round).ofEachKind()) {
                byte[] mutated = bytes(message);
                for (int i = 0; mutated.length > 0 && i < 3; i++) {
                    mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
                }
                try {
                    IndexedRecord read = messages.read(messages.id(message), mutated);
                    assertThat(read.getSchema()).isEqualTo(message.getSchema());
                } catch (IOException e) {
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    private byte[] bytes(SpecificRecord message) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        messages.write(message, out);
        return out.toByteArray();
    }

    private static byte[] number(long value, int bytesAfter) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        encoder.writeLong(value);
        encoder.writeFixed(new byte[bytesAfter]);
        return out.toByteArray();
    }
}
